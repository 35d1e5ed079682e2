package io.tributary.spark.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.schemas.change.ChangeMetadata;
import io.tributary.schemas.change.Operation;
import io.tributary.schemas.naming.Dataset;
import io.tributary.spark.load.CleanTopicSchema;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowMappingTest {

    private static final Dataset DATASET = new Dataset("shop", "orders");
    private static final ChangeMetadata META = new ChangeMetadata(
            Operation.UPDATE, 1_700_000_000_000_001L, 42, 41L, 9L, "raw.shop.public.orders", 3, 77, null);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.00",
                "1.05",
                "-1.05",
                "9999999999.99",
                "-9999999999.99",
                "-0.01",
                "1.27",
                "1.28",
                "-1.28",
                "-1.29"
            })
    void decimalsKeepValueAndSign(String value) throws Exception {
        BigDecimal decimal = new BigDecimal(value);
        Schema clean =
                CleanTopicSchema.of(DATASET).key("id").decimal("amount", 12, 2).build();

        GenericRecord row = map(clean, List.of(clean), bytes(decimal));

        assertThat(decimal(row, "amount", 2)).isEqualByComparingTo(decimal);
    }

    @Test
    void aDecimalOfASmallerScaleIsBroughtToTheTables() throws Exception {
        Schema table =
                CleanTopicSchema.of(DATASET).key("id").decimal("amount", 12, 4).build();
        Schema coarser =
                CleanTopicSchema.of(DATASET).key("id").decimal("amount", 10, 2).build();

        GenericRecord row = map(coarser, List.of(table, coarser), bytes(new BigDecimal("-12.34")));

        assertThat(decimal(row, "amount", 4)).isEqualByComparingTo("-12.34");
    }

    @Test
    void valuesFollowAWidenedColumn() throws Exception {
        Schema before = CleanTopicSchema.of(DATASET)
                .key("id")
                .column("count", Schema.Type.INT)
                .column("code", Schema.Type.INT)
                .build();
        Schema after = CleanTopicSchema.of(DATASET)
                .key("id")
                .column("count", Schema.Type.LONG)
                .column("code", Schema.Type.STRING)
                .column("added", Schema.Type.STRING)
                .build();

        GenericRecord old = map(before, List.of(before, after), 5, 6);
        GenericRecord fresh = map(after, List.of(before, after), 5_000_000_000L, "six", "new");

        assertThat(old.get("count")).isEqualTo(5L);
        assertThat(old.get("code")).hasToString("6");
        assertThat(old.get("added")).isNull();
        assertThat(fresh.get("count")).isEqualTo(5_000_000_000L);
        assertThat(fresh.get("code")).hasToString("six");
    }

    @Test
    void datesTimestampsAndDecimalsBecomeReadableText() throws Exception {
        Schema text = CleanTopicSchema.of(DATASET)
                .key("id")
                .column("amount", Schema.Type.STRING)
                .column("open", Schema.Type.STRING)
                .build();
        Schema typed = CleanTopicSchema.of(DATASET)
                .key("id")
                .decimal("amount", 10, 3)
                .column("open", Schema.Type.BOOLEAN)
                .build();

        GenericRecord row = map(typed, List.of(text, typed), bytes(new BigDecimal("0.500")), true);

        assertThat(row.get("amount")).hasToString("0.500");
        assertThat(row.get("open")).hasToString("true");
    }

    @Test
    void arraysKeepTheirNulls() throws Exception {
        Schema clean = CleanTopicSchema.of(DATASET)
                .key("id")
                .array("tags", Schema.create(Schema.Type.STRING))
                .array(
                        "amounts",
                        org.apache.avro.LogicalTypes.decimal(6, 1).addToSchema(Schema.create(Schema.Type.BYTES)))
                .build();

        GenericRecord row = map(
                clean, List.of(clean), Arrays.asList("a", null), Arrays.asList(null, bytes(new BigDecimal("-2.5"))));

        assertThat(row.get("tags")).isEqualTo(Arrays.asList("a", null));
        List<?> amounts = (List<?>) row.get("amounts");
        assertThat(amounts.get(0)).isNull();
        assertThat(new BigDecimal(new BigInteger(((GenericFixed) amounts.get(1)).bytes()), 1))
                .isEqualByComparingTo("-2.5");
    }

    @Test
    void metadataIsFlattened() throws Exception {
        Schema clean = CleanTopicSchema.of(DATASET)
                .key("id")
                .column("id", Schema.Type.LONG)
                .build();

        GenericRecord row = map(clean, List.of(clean), 1L);

        assertThat(row.get("_op")).hasToString("u");
        assertThat(row.get("_source_ts")).isEqualTo(1_700_000_000_000_001L);
        assertThat(row.get("_ordering")).isEqualTo(42L);
    }

    @Test
    void aValueThatExceedsItsDecimalIsAnError() throws Exception {
        Schema clean =
                CleanTopicSchema.of(DATASET).key("id").decimal("amount", 4, 2).build();

        assertThatThrownBy(() -> map(clean, List.of(clean), bytes(new BigDecimal("123456789.00"))))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("decimal(4,2)");
    }

    private static GenericRecord map(Schema writer, List<Schema> all, Object... values) throws Exception {
        Schema columns = TableColumns.merge(Layer.SILVER, DATASET, Optional.empty(), all);
        GenericRecord clean = new GenericData.Record(writer);
        for (int i = 0; i < values.length; i++) {
            clean.put(i, values[i]);
        }
        clean.put(ChangeMetadata.FIELD, META.toAvro());
        return new RowMapping(Layer.SILVER, writer, columns).map(clean);
    }

    private static ByteBuffer bytes(BigDecimal value) {
        return ByteBuffer.wrap(value.unscaledValue().toByteArray());
    }

    private static BigDecimal decimal(GenericRecord row, String column, int scale) {
        return new BigDecimal(new BigInteger(((GenericFixed) row.get(column)).bytes()), scale);
    }
}
