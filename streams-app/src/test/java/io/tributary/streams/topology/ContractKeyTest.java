package io.tributary.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.registry.InMemorySchemaRegistry;
import io.tributary.streams.topology.DebeziumTable.Col;
import io.tributary.streams.topology.TopologyHarness.Clean;
import java.nio.file.Path;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.util.Utf8;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables without a key of their own, whose contract names one. */
class ContractKeyTest {

    private static final String CONTRACT =
            """
            schema:
              - name: readings
                physicalType: table
                properties:
                  - { name: sensor, physicalName: device, logicalType: string, primaryKey: true }
                  - { name: value, logicalType: integer, required: true }
            """;

    @TempDir
    Path state;

    private final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
    private final Col value = Col.of("value", Schema.Type.INT, "INT4");

    /** As Debezium makes it with {@code message.key.columns}: a column that may be null may be so in the key, too. */
    private final DebeziumTable keyed =
            new DebeziumTable(registry, "public", "readings", device().asKeyThatMayBeNull(), value);

    private final DebeziumTable keyless = new DebeziumTable(registry, "public", "readings", device(), value);

    private TopologyHarness app;

    private static Col device() {
        return Col.of("device", Schema.Type.STRING, "TEXT");
    }

    private void start() {
        app = new TopologyHarness(state, registry, TestContracts.of("shop.readings", CONTRACT));
    }

    @AfterEach
    void stop() {
        app.close();
    }

    @Test
    void rowsAreKeyedByIt() {
        start();

        app.send(
                keyed.topic(),
                keyed.key("a", null),
                keyed.change("c").after("a", 1).bytes());

        Clean clean = app.cleanOne("clean.shop.readings");
        assertThat(clean.key().get("sensor")).isEqualTo(new Utf8("a"));
        assertThat(clean.key().getSchema().getField("sensor").schema().getType())
                .isEqualTo(Schema.Type.STRING);
        assertThat(keyOf(clean)).isEqualTo(List.of("sensor"));
    }

    @Test
    void aRowWhoseKeyIsNullIsADeadLetter() {
        start();

        app.send(
                keyed.topic(),
                keyed.key(null, null),
                keyed.change("c").after(null, 1).bytes());

        TestRecord<byte[], byte[]> letter = app.read("dlq.shop.readings").get(0);
        assertThat(TopologyHarness.header(letter.headers(), "tributary.error.rule"))
                .isEqualTo("required");
        assertThat(TopologyHarness.header(letter.headers(), "tributary.error.reason"))
                .isEqualTo("Column 'sensor' has no value, and belongs to the key");
        assertThat(app.clean("clean.shop.readings")).isEmpty();
    }

    @Test
    void aRowThatWasCapturedBeforeStaysWithoutKey() {
        start();

        app.send(
                keyless.topic(),
                null,
                keyless.change("u").before("a", 1).after("a", 2).bytes());

        Clean clean = app.cleanOne("clean.shop.readings");
        assertThat(clean.key()).isNull();
        assertThat(keyOf(clean)).as("the key of today").isEqualTo(List.of("sensor"));
        assertThat(clean.get("value")).isEqualTo(2L);
    }

    @Test
    void aTruncateBetweenTheTwoIsOne() {
        start();
        app.send(keyless.topic(), null, keyless.change("c").after("a", 1).bytes());

        app.send(keyless.topic(), null, keyless.change("t").bytes());
        app.send(
                keyed.topic(),
                keyed.key("a", null),
                keyed.change("r").after("a", 1).bytes());

        List<Clean> clean = app.clean("clean.shop.readings");
        assertThat(clean)
                .extracting(record -> record.meta().get("op").toString())
                .containsExactly("c", "t", "r");
        assertThat(clean).extracting(record -> record.key() == null).containsExactly(true, true, false);
        assertThat(clean).extracting(ContractKeyTest::keyOf).containsOnly(List.of("sensor"));
    }

    @Test
    void aTruncateBehindRowsOfAnotherKeyIsOneToo() {
        DebeziumTable otherwise =
                new DebeziumTable(registry, "public", "readings", device(), value.asKeyThatMayBeNull());
        app = new TopologyHarness(state, registry);
        app.send(
                otherwise.topic(),
                otherwise.key(null, 1),
                otherwise.change("c").after("a", 1).bytes());
        app.clean("clean.shop.readings");
        app.restart(TestContracts.of("shop.readings", CONTRACT));

        app.send(otherwise.topic(), null, otherwise.change("t").bytes());

        Clean clean = app.cleanOne("clean.shop.readings");
        assertThat(clean.meta().get("op")).isEqualTo(new Utf8("t"));
        assertThat(keyOf(clean)).as("the key of today").isEqualTo(List.of("sensor"));
    }

    private static Object keyOf(Clean clean) {
        return clean.value().getSchema().getObjectProp("tributary.key");
    }
}
