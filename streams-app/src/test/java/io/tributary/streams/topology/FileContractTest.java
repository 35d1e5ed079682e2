package io.tributary.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.registry.InMemorySchemaRegistry;
import io.tributary.streams.topology.TopologyHarness.Clean;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.apache.avro.util.Utf8;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileContractTest {

    private static final String PEOPLE =
            """
            schema:
              - name: people
                physicalType: file
                quality:
                  - name: adults-have-income
                    type: custom
                    engine: cel
                    description: Who is of age earns something.
                    implementation: age < 18 || income > 0
                  - { metric: duplicateValues, mustBe: 0 }
                properties:
                  - { name: id, logicalType: integer, primaryKey: true }
                  - name: name
                    logicalType: string
                    required: true
                    customProperties: [{ property: case, value: upper }]
                  - name: born
                    logicalType: date
                    logicalTypeOptions: { format: dd/MM/yyyy, minimum: 1900-01-01 }
                  - name: age
                    logicalType: integer
                    physicalType: int
                    logicalTypeOptions: { maximum: 130 }
                    customProperties: [{ property: severity, value: warning }]
                  - name: income
                    physicalName: Renda
                    logicalType: number
                    physicalType: decimal(12,2)
                    customProperties:
                      - { property: decimalSeparator, value: "," }
                      - { property: groupingSeparator, value: "." }
                  - name: active
                    logicalType: boolean
                    customProperties:
                      - { property: trueValues, value: [sim] }
                      - { property: falseValues, value: ["não"] }
                      - { property: default, value: "não" }
                  - name: sex
                    logicalType: string
                    customProperties: [{ property: codes, value: { "1": male, "3": female } }]
                    quality:
                      - metric: invalidValues
                        arguments: { validValues: [male, female] }
                        mustBe: 0
                  - name: plate
                    logicalType: string
                    logicalTypeOptions: { pattern: "[A-Z]{3}[0-9]{4}" }
                  - { name: tax_number, logicalType: string, classification: confidential }
                  - { name: password, logicalType: string, classification: restricted }
                  - name: initial
                    logicalType: string
                    transformLogic: name.substring(0, 1)
                  - name: seen_at
                    logicalType: timestamp
                    logicalTypeOptions: { timezone: true, format: "dd/MM/yyyy HH:mm", defaultTimezone: America/Sao_Paulo }
            """;

    private static final String[] HEADER = {
        "id", "name", "born", "age", "Renda", "active", "sex", "plate", "tax_number", "password", "seen_at"
    };

    private static final String GOOD = "1; ana ;29/02/2000;24;1.234,50;SIM;3;ABC1234;123;hunter2;01/06/2022 12:30";

    @TempDir
    Path state;

    private TopologyHarness app;
    private FileTopic people;

    private void start() {
        InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
        app = new TopologyHarness(state, registry, TestContracts.of("test.people", PEOPLE));
        people = new FileTopic(registry, "test.people", HEADER).in("people.csv", "202206", 1);
    }

    @AfterEach
    void stop() {
        app.close();
    }

    @Test
    void cleansValuesAsTheContractSays() {
        start();

        send(GOOD);

        Clean clean = app.cleanOne("clean.test.people");
        assertThat(clean.key().get("id")).isEqualTo(1L);
        assertThat(clean.get("name")).isEqualTo(new Utf8("ANA"));
        assertThat(clean.get("initial")).isEqualTo(new Utf8("A"));
        assertThat(clean.get("born")).isEqualTo((int) LocalDate.of(2000, 2, 29).toEpochDay());
        assertThat(decimal(clean.get("income"), 2)).isEqualTo(new BigDecimal("1234.50"));
        assertThat(clean.get("active")).isEqualTo(true);
        assertThat(clean.get("sex")).isEqualTo(new Utf8("female"));
        assertThat(clean.get("seen_at")).isEqualTo(1_654_097_400_000_000L);
        assertThat(clean.meta())
                .hasToString(
                        "{\"op\": \"r\", \"source_ts\": 1700000000000000, \"ordering\": 20220600001, \"lsn\": null,"
                                + " \"tx_id\": null, \"raw_topic\": \"raw.test.people\", \"raw_partition\": 0, \"raw_offset\": 0,"
                                + " \"contract_version\": \"1.0.0\"}");
    }

    @Test
    void emptyIsNullUnlessThereIsADefault() {
        start();

        send("2;bo;;;;;;;;;");

        Clean clean = app.cleanOne("clean.test.people");
        assertThat(clean.get("born")).isNull();
        assertThat(clean.get("income")).isNull();
        assertThat(clean.get("active")).isEqualTo(false);
    }

    @Test
    void hidesPersonalData() {
        start();

        send(GOOD);

        Clean clean = app.cleanOne("clean.test.people");
        assertThat(clean.value().getSchema().getField("password")).isNull();
        // printf 123 | openssl dgst -sha256 -hmac 'a secret of the tests' -binary | base64 | tr '+/' '-_' | tr -d '='
        assertThat(clean.get("tax_number")).isEqualTo(new Utf8("OtXdm4ZFx7BCmy0NB2TukmVoxFcvg4itWE6nyDQseLE"));
    }

    @Test
    void aRecordThatBreaksARuleIsADeadLetterAndCostsOnlyItself() {
        start();

        byte[] bad = people.row(GOOD.replace("29/02/2000", "30/02/2000"));
        app.send(people.topic(), null, bad);
        send(GOOD);

        assertThat(app.clean("clean.test.people")).hasSize(1);
        TestRecord<byte[], byte[]> letter = app.read("dlq.test.people").get(0);
        assertThat(letter.value()).isEqualTo(bad);
        assertThat(header(letter, "__connect.errors.topic")).isEqualTo("raw.test.people");
        assertThat(header(letter, "__connect.errors.offset")).isEqualTo("0");
        assertThat(header(letter, "tributary.error.rule")).isEqualTo("unreadable-value");
        assertThat(header(letter, "tributary.error.field")).isEqualTo("born");
        assertThat(header(letter, "tributary.error.severity")).isEqualTo("reject");
        assertThat(header(letter, "tributary.error.reason"))
                .isEqualTo("Column 'born' (date): '30/02/2000' is no date in the form dd/MM/yyyy");
    }

    @Test
    void saysWhichRuleIsBroken() {
        start();

        assertThat(rejection(";bo;;;;;;;;;"))
                .isEqualTo("required id: Column 'id' has no value, and belongs to the key");
        assertThat(rejection("1; ;;;;;;;;;"))
                .isEqualTo("required name: Column 'name': it is required and has no value");
        assertThat(rejection("x;bo;;;;;;;;;")).isEqualTo("unreadable-value id: Column 'id' (long): 'x' is no number");
        assertThat(rejection("1;bo;31/12/1899;;;;;;;;"))
                .isEqualTo("range born: Column 'born': '1899-12-31' is less than 1900-01-01");
        assertThat(rejection("1;bo;;;12.34,5;;;;;;"))
                .isEqualTo("unreadable-value income: Column 'income' (decimal(12,2)): '12.34,5' is no number with ','"
                        + " before its decimals");
        assertThat(rejection("1;bo;;;1,234;;;;;;"))
                .isEqualTo("unreadable-value income: Column 'income' (decimal(12,2)): '1,234' has more digits than a"
                        + " decimal(12,2)");
        assertThat(rejection("1;bo;;;;maybe;;;;;"))
                .isEqualTo("unreadable-value active: Column 'active' (boolean): 'maybe' is none of [sim] or [não]");
        assertThat(rejection("1;bo;;;;;2;;;;"))
                .isEqualTo("enumeration sex: Column 'sex': '2' is none of [male, female]");
        assertThat(rejection("1;bo;;;;;;abc;;;"))
                .isEqualTo("pattern plate: Column 'plate': 'abc' does not match [A-Z]{3}[0-9]{4}");
        assertThat(rejection("1;bo;;30;0,00;;;;;;"))
                .isEqualTo("row-rule adults-have-income: Rule 'adults-have-income' is broken: Who is of age earns"
                        + " something.");
    }

    @Test
    void aWarningIsCountedAndTheRecordGoesOn() {
        start();

        send("1;bo;;131;1,00;;;;;;");

        assertThat(app.cleanOne("clean.test.people").get("age")).isEqualTo(131);
        assertThat(app.warnings()).containsExactly("test_people range age");
    }

    @Test
    void aSecondRecordOfAKeyInOneGenerationIsADeadLetter() {
        start();
        byte[] first = people.row(GOOD);
        app.send(people.topic(), null, first);
        app.restart();

        app.send(people.topic(), null, first);
        send(GOOD.replace("ana", "bia"));
        people.in("people.csv", "202206", 2);
        send(GOOD.replace("ana", "cea"));

        assertThat(app.clean("clean.test.people"))
                .extracting(clean -> clean.get("name").toString())
                .containsExactly("ANA", "CEA");
        assertThat(header(app.read("dlq.test.people").get(0), "tributary.error.rule"))
                .isEqualTo("duplicate-key");
    }

    @Test
    void findsColumnsByOtherSpellingsAndSaysWhatIsMissing() {
        start();
        FileTopic other = new FileTopic(app.registry, "test.people", "ID", "Name", "RENDA", "extra");
        app.send(other.topic(), null, other.row("7;bo;1,00;x"));
        FileTopic poor = new FileTopic(app.registry, "test.people", "Name");

        app.send(poor.topic(), null, poor.row("bo"));

        Clean clean = app.cleanOne("clean.test.people");
        assertThat(clean.get("id")).isEqualTo(7L);
        assertThat(decimal(clean.get("income"), 2)).isEqualTo(new BigDecimal("1.00"));
        assertThat(header(app.read("dlq.test.people").get(0), "tributary.error.reason"))
                .isEqualTo("The file has no column id; it has [Name]; add its name there to the contract (physicalName,"
                        + " or the custom property 'aliases')");
    }

    @Test
    void aHiddenValueIsInNoReason() {
        InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
        app = new TopologyHarness(
                state,
                registry,
                TestContracts.of(
                        "test.people",
                        """
                        schema:
                          - name: people
                            physicalType: file
                            properties:
                              - { name: id, logicalType: integer, primaryKey: true }
                              - { name: pin, logicalType: integer, classification: restricted }
                              - name: phone
                                logicalType: string
                                classification: confidential
                                logicalTypeOptions: { pattern: "[0-9]+" }
                              - { name: prefix, logicalType: integer, transformLogic: int(phone) }
                        """));
        people = new FileTopic(registry, "test.people", "id", "pin", "phone");

        assertThat(rejection("1;12a4;-"))
                .isEqualTo("unreadable-value pin: Column 'pin' (long): the value, which is personal, is no number");
        assertThat(rejection("1;-;55x"))
                .isEqualTo("pattern phone: Column 'phone': the value, which is personal, does not match [0-9]+");
        assertThat(rejection("1;-;99999999999999999999"))
                .isEqualTo(
                        "derivation prefix: Column 'prefix' cannot be derived: it failed on values that are personal");
    }

    @Test
    void aCustomOrderingDecidesWhichRecordIsNewer() {
        InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
        app = new TopologyHarness(state, registry, TestContracts.shipped());
        FileTopic ratings = new FileTopic(registry, "ratings.ratings", "userId", "movieId", "rating", "timestamp");

        app.send(ratings.topic(), null, ratings.row("1;31;2.5;1260759144"));
        app.send(ratings.topic(), null, ratings.row("1;31;2.7;1260759144"));

        Clean clean = app.cleanOne("clean.ratings.ratings");
        assertThat(clean.meta().get("ordering")).isEqualTo(1_260_759_144_000_000L);
        assertThat(decimal(clean.get("rating"), 1)).isEqualTo(new BigDecimal("2.5"));
        assertThat(header(app.read("dlq.ratings.ratings").get(0), "tributary.error.reason"))
                .isEqualTo("Rule 'halves-only' is broken: A rating is a multiple of a half.");
    }

    @Test
    void splitsListsAndDerivesFromText() {
        InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
        app = new TopologyHarness(state, registry, TestContracts.shipped());
        FileTopic films = new FileTopic(registry, "ratings.films", "movieId", "title", "genres");

        app.send(films.topic(), null, films.row("1;Toy Story (1995);Animation|Children"));
        app.send(films.topic(), null, films.row("2;Hyena Road;(no genres listed)"));

        List<Clean> clean = app.clean("clean.ratings.films");
        assertThat(clean.get(0).get("year")).isEqualTo(1995);
        assertThat(clean.get(0).get("genres")).hasToString("[Animation, Children]");
        assertThat(clean.get(1).get("year")).isNull();
        assertThat(clean.get(1).get("genres")).isNull();
    }

    private void send(String row) {
        app.send(people.topic(), null, people.row(row));
    }

    /** Rule, field and reason of the dead letter that a row becomes. */
    private String rejection(String row) {
        send(row);
        List<TestRecord<byte[], byte[]>> letters = app.read("dlq.test.people");
        assertThat(letters).hasSize(1);
        TestRecord<byte[], byte[]> letter = letters.get(0);
        return header(letter, "tributary.error.rule") + " " + header(letter, "tributary.error.field") + ": "
                + header(letter, "tributary.error.reason");
    }

    private static String header(TestRecord<byte[], byte[]> letter, String name) {
        return TopologyHarness.header(letter.headers(), name);
    }

    private static BigDecimal decimal(Object bytes, int scale) {
        return new BigDecimal(new BigInteger(((ByteBuffer) bytes).array()), scale);
    }
}
