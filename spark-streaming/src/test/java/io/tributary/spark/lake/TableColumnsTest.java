package io.tributary.spark.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.schemas.naming.Dataset;
import io.tributary.spark.load.CleanTopicSchema;
import java.util.List;
import java.util.Optional;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableColumnsTest {

    private static final Dataset DATASET = new Dataset("shop", "orders");

    @Test
    void businessColumnsKeepTheirOrderAndMetaColumnsComeLast() throws Exception {
        Schema clean = CleanTopicSchema.of(DATASET)
                .key("id")
                .column("id", Schema.Type.LONG)
                .uuid("token")
                .date("day")
                .build();

        Schema columns = TableColumns.merge(Layer.SILVER, DATASET, Optional.empty(), List.of(clean));

        assertThat(columns.getFields().stream().map(Schema.Field::name))
                .containsExactly("id", "token", "day", "_source_ts", "_ordering", "_op");
    }

    @Test
    void theNewestDescriptionsCount() throws Exception {
        Schema first = TableColumns.merge(
                Layer.SILVER, DATASET, Optional.empty(), List.of(described("One row an order", "Total in reais")));

        Schema kept = TableColumns.merge(Layer.SILVER, DATASET, Optional.of(first), List.of());
        Schema changed = TableColumns.merge(
                Layer.SILVER, DATASET, Optional.of(first), List.of(described("Orders", "With freight")));

        assertThat(kept.getDoc()).isEqualTo("One row an order");
        assertThat(kept.getField("total").doc()).isEqualTo("Total in reais");
        assertThat(changed.getDoc()).isEqualTo("Orders");
        assertThat(changed.getField("total").doc()).isEqualTo("With freight");
        assertThat(changed.getField("_op").doc()).isNull();
    }

    private static Schema described(String table, String total) {
        return new Schema.Parser()
                .parse("{\"type\":\"record\",\"name\":\"orders\",\"namespace\":\"clean.shop\",\"doc\":\"" + table
                        + "\",\"fields\":[{\"name\":\"total\",\"type\":[\"null\",\"long\"],\"default\":null,\"doc\":\""
                        + total + "\"}]}");
    }

    @Test
    void bronzeKeepsAllOfTheMetadata() throws Exception {
        Schema clean = CleanTopicSchema.of(DATASET)
                .key("id")
                .column("id", Schema.Type.LONG)
                .build();

        Schema columns = TableColumns.merge(Layer.BRONZE, DATASET, Optional.empty(), List.of(clean));

        assertThat(columns.getFields().stream().map(Schema.Field::name))
                .containsExactly(
                        "id",
                        "_op",
                        "_source_ts",
                        "_ordering",
                        "_lsn",
                        "_tx_id",
                        "_raw_topic",
                        "_raw_partition",
                        "_raw_offset",
                        "_contract_version",
                        "_ingest_date");
    }

    @Test
    void timestampsWithoutZoneAreKeptAsUtc() throws Exception {
        Schema clean =
                CleanTopicSchema.of(DATASET).key("id").localTimestamp("at").build();

        Schema columns = TableColumns.merge(Layer.SILVER, DATASET, Optional.empty(), List.of(clean));

        assertThat(LakeTypes.nonNull(columns.getField("at").schema()).getLogicalType())
                .isInstanceOf(LogicalTypes.TimestampMicros.class);
    }

    @Test
    void addedColumnsComeAfterTheKnownOnesAndDroppedOnesStay() throws Exception {
        Schema before = CleanTopicSchema.of(DATASET)
                .key("id")
                .column("id", Schema.Type.LONG)
                .column("gone", Schema.Type.STRING)
                .build();
        Schema after = CleanTopicSchema.of(DATASET)
                .key("id")
                .column("added", Schema.Type.STRING)
                .column("id", Schema.Type.LONG)
                .build();
        Schema table = TableColumns.merge(Layer.SILVER, DATASET, Optional.empty(), List.of(before));

        Schema columns = TableColumns.merge(Layer.SILVER, DATASET, Optional.of(table), List.of(after));

        assertThat(columns.getFields().stream().map(Schema.Field::name))
                .startsWith("id", "gone", "added", "_source_ts");
    }

    @Test
    void anUnchangedTopicLeavesTheColumnsEqual() throws Exception {
        Schema clean = CleanTopicSchema.of(DATASET)
                .key("id")
                .column("id", Schema.Type.LONG)
                .decimal("amount", 12, 2)
                .array("tags", Schema.create(Schema.Type.STRING))
                .build();
        Schema table = TableColumns.merge(Layer.SILVER, DATASET, Optional.empty(), List.of(clean));
        Schema stored = new Schema.Parser().setValidateDefaults(false).parse(table.toString());

        Schema columns = TableColumns.merge(Layer.SILVER, DATASET, Optional.of(stored), List.of(clean));

        assertThat(columns).isEqualTo(table);
    }

    @ParameterizedTest
    @CsvSource({
        "INT, LONG, LONG",
        "LONG, INT, LONG",
        "INT, DOUBLE, DOUBLE",
        "FLOAT, DOUBLE, DOUBLE",
        "DOUBLE, INT, DOUBLE",
        "LONG, STRING, STRING",
        "STRING, LONG, STRING",
        "STRING, BOOLEAN, STRING"
    })
    void columnsWiden(Schema.Type current, Schema.Type incoming, Schema.Type expected) throws Exception {
        Schema before =
                CleanTopicSchema.of(DATASET).key("id").column("c", current).build();
        Schema after =
                CleanTopicSchema.of(DATASET).key("id").column("c", incoming).build();

        Schema columns = TableColumns.merge(Layer.SILVER, DATASET, Optional.empty(), List.of(before, after));

        assertThat(LakeTypes.nonNull(columns.getField("c").schema()).getType()).isEqualTo(expected);
    }

    @Test
    void decimalsWidenInPrecisionButNotInScale() throws Exception {
        Schema narrow =
                CleanTopicSchema.of(DATASET).key("id").decimal("amount", 10, 2).build();
        Schema wide =
                CleanTopicSchema.of(DATASET).key("id").decimal("amount", 14, 2).build();
        Schema finer =
                CleanTopicSchema.of(DATASET).key("id").decimal("amount", 14, 4).build();

        Schema columns = TableColumns.merge(Layer.SILVER, DATASET, Optional.empty(), List.of(narrow, wide));

        assertThat(LakeTypes.nonNull(columns.getField("amount").schema()).getLogicalType())
                .isEqualTo(LogicalTypes.decimal(14, 2));
        assertThatThrownBy(() -> TableColumns.merge(Layer.SILVER, DATASET, Optional.of(columns), List.of(finer)))
                .isInstanceOf(IncompatibleSchemaException.class)
                .hasMessageContaining("'amount'")
                .hasMessageContaining("from decimal(14,2) to decimal(14,4)");
    }

    @Test
    void anImpossibleChangeNamesTheColumnAndBothTypes() throws Exception {
        Schema before = CleanTopicSchema.of(DATASET).key("id").timestamp("at").build();
        Schema after = CleanTopicSchema.of(DATASET)
                .key("id")
                .column("at", Schema.Type.BOOLEAN)
                .build();
        Schema table = TableColumns.merge(Layer.SILVER, DATASET, Optional.empty(), List.of(before));

        assertThatThrownBy(() -> TableColumns.merge(Layer.SILVER, DATASET, Optional.of(table), List.of(after)))
                .isInstanceOf(IncompatibleSchemaException.class)
                .hasMessageContaining("Column 'at' of clean.shop.orders changed from timestamp-micros to boolean");
    }

    @Test
    void aBusinessColumnMustNotHaveTheNameOfOneOfTheLakes() {
        Schema clean = CleanTopicSchema.of(DATASET)
                .key("id")
                .column("_ingest_date", Schema.Type.STRING)
                .build();

        assertThatThrownBy(() -> TableColumns.merge(Layer.SILVER, DATASET, Optional.empty(), List.of(clean)))
                .isInstanceOf(IncompatibleSchemaException.class)
                .hasMessageContaining("'_ingest_date'")
                .hasMessageContaining("rename it at the source");
    }

    @Test
    void theKeyComesFromTheSchemasProperty() throws Exception {
        Schema two = CleanTopicSchema.of(DATASET)
                .key("b", "a")
                .column("a", Schema.Type.INT)
                .build();
        Schema none = CleanTopicSchema.of(DATASET).column("a", Schema.Type.INT).build();

        assertThat(TableColumns.keyOf(List.of(two))).contains(List.of("b", "a"));
        assertThat(TableColumns.keyOf(List.of(none))).contains(List.of());
    }

    @Test
    void theNewestSchemaThatNamesAKeyCounts() throws Exception {
        Schema old = CleanTopicSchema.of(DATASET)
                .key("a")
                .column("a", Schema.Type.INT)
                .build();
        Schema newer = CleanTopicSchema.of(DATASET)
                .key("b")
                .column("b", Schema.Type.INT)
                .build();
        Schema open = Schema.createRecord("orders", null, "clean.shop", false, List.of());

        assertThat(TableColumns.keyOf(List.of(old, newer, open))).contains(List.of("b"));
        assertThat(TableColumns.keyOf(List.of(open))).isEmpty();
    }

    @Test
    void aKeyThatIsNoListOfColumnsIsRefused() {
        Schema foreign = Schema.createRecord("orders", null, "clean.shop", false, List.of());
        foreign.addProp(TableColumns.KEY_PROP, "a,b");

        assertThatThrownBy(() -> TableColumns.keyOf(List.of(foreign)))
                .isInstanceOf(IncompatibleSchemaException.class)
                .hasMessageContaining("'tributary.key' of clean schema clean.shop.orders is not a JSON array");
    }

    @Test
    void theNewestSchemaThatNamesAPartitionCounts() {
        Schema plain = CleanTopicSchema.of(DATASET)
                .key("id")
                .column("id", Schema.Type.INT)
                .build();
        Schema byId = CleanTopicSchema.of(DATASET).key("id").partition("id").build();
        Schema byName = CleanTopicSchema.of(DATASET).key("id").partition("name").build();

        assertThat(TableColumns.partitionOf(List.of(byId, byName, plain))).contains("name");
        assertThat(TableColumns.partitionOf(List.of(plain))).isEmpty();
    }
}
