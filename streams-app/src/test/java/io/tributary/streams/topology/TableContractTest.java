package io.tributary.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.registry.InMemorySchemaRegistry;
import io.tributary.streams.topology.DebeziumTable.Col;
import io.tributary.streams.topology.TopologyHarness.Clean;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.util.Utf8;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableContractTest {

    private static final String CONTRACT =
            """
            schema:
              - name: people
                physicalType: table
                description: One row per person.
                quality:
                  - { name: paid, type: custom, engine: cel, implementation: "income > 0.0", severity: warning }
                properties:
                  - { name: id, logicalType: string, primaryKey: true, classification: confidential }
                  - name: born_on
                    physicalName: born
                    logicalType: date
                    description: Date of birth.
                    logicalTypeOptions: { format: dd.MM.yyyy }
                  - { name: income, logicalType: number, physicalType: "decimal(10,2)", required: true }
                  - { name: pin, logicalType: string, classification: restricted }
                  - { name: born_year, logicalType: string, transformLogic: string(born_on.getFullYear()), partitioned: true }
                  - name: state
                    logicalType: string
                    customProperties: [{ property: trim, value: true }, { property: case, value: upper }]
            """;

    @TempDir
    Path state;

    private TopologyHarness app;
    private DebeziumTable people;

    private void start(String contract) {
        InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
        app = new TopologyHarness(state, registry, TestContracts.of("shop.people", contract));
        people = new DebeziumTable(
                registry,
                "public",
                "people",
                Col.of("id", Schema.Type.LONG, "INT8").asKey(),
                Col.of("born", Schema.Type.STRING, "TEXT"),
                Col.numeric("income", 0, 0),
                Col.of("pin", Schema.Type.STRING, "TEXT"),
                Col.of("state", Schema.Type.STRING, "TEXT"),
                Col.of("extra", Schema.Type.INT, "INT4"));
    }

    @AfterEach
    void stop() {
        app.close();
    }

    @Test
    void tightensTypesHidesAndDerives() {
        start(CONTRACT);

        change(people.change("c").after(1L, "29.02.2000", "12.5", "1234", " sp ", 9));

        Clean clean = app.cleanOne("clean.shop.people");
        assertThat(clean.value().getSchema().getFields())
                .extracting(Schema.Field::name)
                .containsExactly("id", "born_on", "income", "state", "extra", "born_year", "_meta");
        String token = clean.get("id").toString();
        assertThat(token).hasSize(43);
        assertThat(clean.key().get("id")).isEqualTo(new Utf8(token));
        assertThat(clean.get("born_on"))
                .isEqualTo((int) LocalDate.of(2000, 2, 29).toEpochDay());
        assertThat(new BigDecimal(new BigInteger(((ByteBuffer) clean.get("income")).array()), 2))
                .isEqualTo(new BigDecimal("12.50"));
        assertThat(clean.get("state")).isEqualTo(new Utf8("SP"));
        assertThat(clean.get("extra")).isEqualTo(9);
        assertThat(clean.get("born_year")).isEqualTo(new Utf8("2000"));
        assertThat(clean.meta().get("contract_version")).isEqualTo(new Utf8("1.0.0"));
    }

    @Test
    void theSchemaTellsTheLake() {
        start(CONTRACT);

        change(people.change("c").after(1L, "29.02.2000", "12.5", "1234", "SP", 9));

        Schema schema = app.cleanOne("clean.shop.people").value().getSchema();
        assertThat(schema.getDoc()).isEqualTo("One row per person.");
        assertThat(schema.getField("born_on").doc()).isEqualTo("Date of birth.");
        assertThat(schema.getObjectProp("tributary.key")).isEqualTo(List.of("id"));
        assertThat(schema.getObjectProp("tributary.partition")).isEqualTo("born_year");
    }

    @Test
    void onlyTheContractsSchemaIsRegistered() {
        start(CONTRACT);

        change(people.change("c").after(1L, "29.02.2000", "12.5", "1234", "SP", 9));

        Schema registered = app.cleanOne("clean.shop.people").value().getSchema();
        assertThat(app.registry.register("clean.shop.people-value", registered))
                .as("the fifth schema: raw key and value, clean key and value")
                .isLessThanOrEqualTo(4);
    }

    @Test
    void aChangeThatBreaksARuleIsADeadLetter() {
        start(CONTRACT);

        change(people.change("u").after(1L, "29.02.2000", null, "1234", "SP", 9));
        change(people.change("u").after(1L, "2000-02-29", "1", "1234", "SP", 9));
        change(people.change("u").after(1L, null, "1.234", "1234", "SP", 9));
        change(people.change("u").after(1L, null, "-1", "1234", "SP", 9));

        assertThat(app.clean("clean.shop.people")).hasSize(1);
        assertThat(app.read("dlq.shop.people"))
                .extracting(letter -> TopologyHarness.header(letter.headers(), "tributary.error.reason"))
                .containsExactly(
                        "Column 'income': it is required and has no value",
                        "Column 'born_on' (date): '2000-02-29' is no date in the form dd.MM.yyyy",
                        "Column 'income' (decimal(10,2)): '1.234' has more digits than a decimal(10,2)");
        assertThat(app.warnings()).containsExactly("shop_people row-rule paid");
    }

    @Test
    void aDeleteIsNotHeldUpByRules() {
        start(CONTRACT);

        change(people.change("d").before(1L, "never", null, null, null, null));

        Clean clean = app.cleanOne("clean.shop.people");
        assertThat(clean.meta().get("op")).isEqualTo(new Utf8("d"));
        assertThat(clean.get("id")).isEqualTo(clean.key().get("id"));
        assertThat(clean.get("born_on")).isNull();
    }

    @Test
    void aKeyThatIsNotTheTablesIsAMismatch() {
        start(
                """
                schema:
                  - name: people
                    physicalType: table
                    properties:
                      - { name: state, logicalType: string, primaryKey: true }
                """);

        change(people.change("c").after(1L, null, "1", null, "SP", 9));

        TestRecord<byte[], byte[]> letter = app.read("dlq.shop.people").get(0);
        assertThat(TopologyHarness.header(letter.headers(), "tributary.error.rule"))
                .isEqualTo("contract-mismatch");
        assertThat(TopologyHarness.header(letter.headers(), "tributary.error.reason"))
                .isEqualTo("The contract's key is [state], the record's is [id]; if that is the table's own, take the"
                        + " primaryKey out of the contract, or give the table that key");
    }

    private void change(DebeziumTable.Change change) {
        app.send(
                people.topic(), people.key(1L, null), change.lsn(42L).micros(5L).bytes());
    }
}
