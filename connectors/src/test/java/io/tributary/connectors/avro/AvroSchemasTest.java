package io.tributary.connectors.avro;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.wire.RawField;
import java.util.List;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.junit.jupiter.api.Test;

class AvroSchemasTest {

    private static org.apache.kafka.connect.data.Schema column(String type) {
        return SchemaBuilder.string()
                .optional()
                .name("io.debezium.data.Json")
                .version(1)
                .parameter(RawField.COLUMN_TYPE, type)
                .parameter("scale", "2")
                .defaultValue("{}")
                .doc("a column")
                .build();
    }

    private static Schema.Field only(Schema record) {
        assertThat(record.getFields()).hasSize(1);
        return record.getFields().get(0);
    }

    @Test
    void whatTheSourceSaidOfAColumnIsOnTheField() {
        Schema.Field field = only(AvroSchemas.ofValue(SchemaBuilder.struct()
                .name("t.Value")
                .field("Größe, cm", column("JSONB"))
                .build()));

        assertThat(field.name()).isEqualTo("Gr__e__cm");
        assertThat(RawField.originalName(field)).isEqualTo("Größe, cm");
        assertThat(field.getProp(RawField.COLUMN_TYPE)).isEqualTo("JSONB");
        assertThat(field.getProp("connect.parameter.scale")).isEqualTo("2");
        assertThat(field.getProp("connect.default")).isEqualTo("{}");
        assertThat(field.doc()).isEqualTo("a column");
        assertThat(field.schema().getTypes())
                .extracting(Schema::getType)
                .containsExactly(Schema.Type.NULL, Schema.Type.STRING);
        assertThat(field.schema().getTypes().get(1).getProp("connect.name")).isEqualTo("io.debezium.data.Json");
        assertThat(field.hasDefaultValue()).isTrue();
    }

    @Test
    void fieldsWhoseLegalNamesMeetAreTakenApart() {
        Schema record = AvroSchemas.ofValue(SchemaBuilder.struct()
                .name("t.Value")
                .field("a b", org.apache.kafka.connect.data.Schema.STRING_SCHEMA)
                .field("a-b", org.apache.kafka.connect.data.Schema.STRING_SCHEMA)
                .field("a_b", org.apache.kafka.connect.data.Schema.STRING_SCHEMA)
                .build());

        assertThat(record.getFields()).extracting(Schema.Field::name).containsExactly("a_b", "a_b_2", "a_b_3");
        assertThat(record.getFields()).extracting(RawField::originalName).containsExactly("a b", "a-b", "a_b");
    }

    @Test
    void aKeysSchemaStaysWhenOnlyDefaultsDocumentationOrLengthsChange() {
        Schema before = AvroSchemas.ofKey(SchemaBuilder.struct()
                .name("t.Key")
                .field("id", SchemaBuilder.int32().build())
                .build());
        Schema after = AvroSchemas.ofKey(SchemaBuilder.struct()
                .name("t.Key")
                .doc("the key")
                .version(3)
                .field(
                        "id",
                        SchemaBuilder.int32()
                                .defaultValue(7)
                                .doc("number")
                                .parameter(RawField.COLUMN_LENGTH, "10")
                                .build())
                .build());

        assertThat(after.toString()).isEqualTo(before.toString());
    }

    @Test
    void aStructThatOccursTwiceIsDefinedOnce() {
        org.apache.kafka.connect.data.Schema row = SchemaBuilder.struct()
                .name("t.Value")
                .optional()
                .field("id", org.apache.kafka.connect.data.Schema.INT32_SCHEMA)
                .build();
        Schema envelope = AvroSchemas.ofValue(SchemaBuilder.struct()
                .name("t.Envelope")
                .field("before", row)
                .field("after", row)
                .build());

        assertThat(envelope.getField("after").schema().getTypes().get(1))
                .isSameAs(envelope.getField("before").schema().getTypes().get(1));
        assertThat(new Schema.Parser().parse(envelope.toString())).isEqualTo(envelope);
    }

    @Test
    void differentStructsOfOneNameAreTakenApart() {
        Schema record = AvroSchemas.ofValue(SchemaBuilder.struct()
                .name("t.Outer")
                .field(
                        "a",
                        SchemaBuilder.struct()
                                .name("t.Inner")
                                .field("x", org.apache.kafka.connect.data.Schema.INT32_SCHEMA)
                                .build())
                .field(
                        "b",
                        SchemaBuilder.struct()
                                .name("t.Inner")
                                .field("y", org.apache.kafka.connect.data.Schema.INT32_SCHEMA)
                                .build())
                .build());

        assertThat(record.getField("b").schema().getFullName()).isEqualTo("t.Inner_2");
        assertThat(record.getField("b").schema().getProp("connect.name")).isEqualTo("t.Inner");
        assertThat(new Schema.Parser().parse(record.toString())).isEqualTo(record);
    }

    @Test
    void theTopLevelIsNeverAUnion() {
        assertThat(AvroSchemas.ofValue(
                                SchemaBuilder.struct().name("t.V").optional().build())
                        .getType())
                .isEqualTo(Schema.Type.RECORD);
    }

    @Test
    void aRequiredFieldsDefaultIsAvros() {
        Schema.Field field = only(AvroSchemas.ofValue(SchemaBuilder.struct()
                .name("t.Value")
                .field("n", SchemaBuilder.int64().defaultValue(7L).build())
                .build()));

        assertThat(field.defaultVal()).isEqualTo(7L);
    }

    @Test
    void aDefaultThatJsonCannotSayIsLeftOut() {
        Schema.Field field = only(AvroSchemas.ofValue(SchemaBuilder.struct()
                .name("t.Value")
                .field("n", SchemaBuilder.float64().defaultValue(Double.NaN).build())
                .build()));

        assertThat(field.hasDefaultValue()).isFalse();
    }

    @Test
    void decimalsHavePrecisionAndScale() {
        Schema.Field field = only(AvroSchemas.ofValue(SchemaBuilder.struct()
                .name("t.Value")
                .field(
                        "n",
                        Decimal.builder(2)
                                .parameter("connect.decimal.precision", "10")
                                .build())
                .build()));

        assertThat(field.schema().getLogicalType()).isEqualTo(LogicalTypes.decimal(10, 2));
    }

    @Test
    void namesBecomeLegal() {
        assertThat(List.of("id", "1st", "a.b", "", "ß", "_x"))
                .extracting(AvroNames::legal)
                .containsExactly("id", "_1st", "a_b", "_", "_", "_x");
        assertThat(AvroNames.legalFullName("raw.shop.2024-q1.Odd Table.Value"))
                .isEqualTo("raw.shop._2024_q1.Odd_Table.Value");
    }
}
