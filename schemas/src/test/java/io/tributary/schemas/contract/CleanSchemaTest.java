package io.tributary.schemas.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.naming.Dataset;
import java.util.List;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class CleanSchemaTest {

    private final Contract contract = new Contract(
            new Dataset("jobs", "movements"),
            "1",
            "One row per hiring.",
            Shape.FILE,
            null,
            List.of(
                    column("line", ValueType.of(ValueType.Kind.LONG), PersonalData.KEEP),
                    column("person", ValueType.of(ValueType.Kind.LONG), PersonalData.TOKENIZE),
                    column("name", ValueType.of(ValueType.Kind.STRING), PersonalData.DROP),
                    column("salary", ValueType.decimal(12, 2), PersonalData.KEEP)),
            List.of("person", "line"),
            "year",
            null,
            null,
            null,
            3600L,
            null,
            null);

    @Test
    void aValueHasWhatTheLakesTableNeeds() {
        Schema schema = CleanSchema.ofValue(contract);

        assertThat(schema.getFullName()).isEqualTo("clean.jobs.movements");
        assertThat(schema.getDoc()).isEqualTo("One row per hiring.");
        assertThat(schema.getFields())
                .extracting(Schema.Field::name)
                .containsExactly("line", "person", "salary", "_meta");
        assertThat(schema.getField("salary").doc()).isEqualTo("About salary.");
        assertThat(schema.getField("salary").schema().toString())
                .isEqualTo("[\"null\",{\"type\":\"bytes\",\"logicalType\":\"decimal\",\"precision\":12,\"scale\":2}]");
        assertThat(schema.getField("person").schema().toString()).isEqualTo("[\"null\",\"string\"]");
        assertThat(schema.getObjectProp("tributary.key")).isEqualTo(List.of("person", "line"));
        assertThat(schema.getObjectProp("tributary.partition")).isEqualTo("year");
        assertThat(schema.getObjectProp("tributary.freshness.seconds")).isEqualTo(3600L);
    }

    @Test
    void aKeyHasItsColumnsInOrderAndNoNulls() {
        Schema schema = CleanSchema.ofKey(contract);

        assertThat(schema.getFullName()).isEqualTo("clean.jobs.movements_key");
        assertThat(schema.getFields()).extracting(Schema.Field::name).containsExactly("person", "line");
        assertThat(schema.getField("line").schema().getType()).isEqualTo(Schema.Type.LONG);
    }

    private static ContractColumn column(String name, ValueType type, PersonalData treatment) {
        return new ContractColumn(
                name, "About " + name + ".", type, List.of(name), null, null, null, null, null, treatment);
    }
}
