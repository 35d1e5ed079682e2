package io.tributary.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.schemas.registry.InMemorySchemaRegistry;
import io.tributary.schemas.registry.RegistryUnavailableException;
import io.tributary.schemas.registry.SchemaRegistry;
import io.tributary.schemas.registry.SchemaRejectedException;
import io.tributary.schemas.registry.UnknownSchemaException;
import io.tributary.schemas.wire.AvroCodec;
import io.tributary.streams.retention.DroppedRange;
import io.tributary.streams.topology.DebeziumTable.Col;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.util.Utf8;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be processed is kept with its reason, and the stream goes on. */
class DeadLetterTest {

    private static final String CLEAN = "clean.shop.orders";
    private static final String DLQ = "dlq.shop.orders";

    @TempDir
    Path state;

    private SwitchableRegistry registry;
    private TopologyHarness app;
    private DebeziumTable orders;

    /** A registry that can be down, or refuse. */
    private static final class SwitchableRegistry implements SchemaRegistry {
        private final SchemaRegistry registry = new InMemorySchemaRegistry();
        private boolean down;
        private String refused = "";

        @Override
        public int register(String subject, Schema schema) {
            if (down) {
                throw new RegistryUnavailableException("The schema registry does not answer");
            }
            if (subject.equals(refused)) {
                throw new SchemaRejectedException(
                        "The schema registry does not take the schema for subject '" + subject + "'");
            }
            return registry.register(subject, schema);
        }

        @Override
        public Schema byId(int id) throws UnknownSchemaException {
            if (down) {
                throw new RegistryUnavailableException("The schema registry does not answer");
            }
            return registry.byId(id);
        }
    }

    @BeforeEach
    void start() {
        registry = new SwitchableRegistry();
        app = new TopologyHarness(state, registry);
        orders = table(
                "orders",
                Col.of("id", Schema.Type.INT, "INT4").asKey(),
                Col.numeric("amount", 6, 2),
                Col.of("status", Schema.Type.STRING, "TEXT"));
    }

    @AfterEach
    void stop() {
        app.close();
    }

    private DebeziumTable table(String name, Col... columns) {
        return new DebeziumTable(registry, "public", name, columns);
    }

    private void sendGood(int id) {
        app.send(
                orders.topic(),
                orders.key(id),
                orders.change("c").after(id, "1.00", "ok").bytes());
    }

    private TestRecord<byte[], byte[]> onlyDeadLetter(String topic) {
        List<TestRecord<byte[], byte[]>> records = app.read(topic);
        assertThat(records).hasSize(1);
        return records.get(0);
    }

    private static String header(TestRecord<byte[], byte[]> record, String name) {
        return TopologyHarness.header(record.headers(), name);
    }

    private void assertRejected(String rule, String reason) {
        TestRecord<byte[], byte[]> record = onlyDeadLetter(DLQ);
        assertThat(header(record, "tributary.error.rule")).isEqualTo(rule);
        assertThat(header(record, "tributary.error.reason")).contains(reason);
    }

    private void assertStreamGoesOn() {
        sendGood(9);
        assertThat(app.cleanOne(CLEAN).get("id")).isEqualTo(9);
    }

    @Test
    void aDeadLetterHasTheOriginalBytesAndSaysWhereTheyWereAndWhy() {
        sendGood(1);
        byte[] key = orders.key(2);
        byte[] value = orders.change("c").after(2, "NaN", "x").bytes();
        app.send(orders.topic(), key, value, new RecordHeader("trace", new byte[] {1}));

        TestRecord<byte[], byte[]> record = onlyDeadLetter(DLQ);
        assertThat(record.key()).isEqualTo(key);
        assertThat(record.value()).isEqualTo(value);
        assertThat(record.headers().lastHeader("trace").value()).containsExactly(1);
        assertThat(header(record, "__connect.errors.topic")).isEqualTo("raw.shop.public.orders");
        assertThat(header(record, "__connect.errors.partition")).isEqualTo("0");
        assertThat(header(record, "__connect.errors.offset")).isEqualTo("1");
        assertThat(header(record, "__connect.errors.stage")).isEqualTo("CLEAN");
        assertThat(header(record, "tributary.error.rule")).isEqualTo("unrepresentable-value");
        assertThat(header(record, "tributary.error.field")).isEqualTo("amount");
        assertThat(header(record, "tributary.error.reason"))
                .isEqualTo(
                        "Column 'amount': 'NaN' has no place in a decimal(6,2); change the value, or the column's type to"
                                + " numeric without precision");
        assertThat(header(record, "__connect.errors.exception.message"))
                .isEqualTo(header(record, "tributary.error.reason"));
        assertThat(app.topics.made).containsEntry(DLQ, orders.topic());
        assertThat(app.clean(CLEAN)).hasSize(1);
    }

    @Test
    void aRecordWithoutValue() {
        app.send(orders.topic(), orders.key(1), null);
        TestRecord<byte[], byte[]> record = app.read(DLQ).get(0);
        assertThat(record.value()).isNull();
        assertThat(record.key()).isEqualTo(orders.key(1));
        assertThat(header(record, "tributary.error.rule")).isEqualTo("empty-value");
        assertStreamGoesOn();
    }

    @Test
    void bytesThatAreNoWireFormat() {
        app.send(orders.topic(), orders.key(1), "{\"json\":1}".getBytes(StandardCharsets.UTF_8));
        assertRejected("undecodable-value", "begins with byte 123 where the Confluent wire format has 0");
        assertStreamGoesOn();
    }

    @Test
    void bytesThatAreTooFew() {
        app.send(orders.topic(), orders.key(1), new byte[] {0, 1});
        assertRejected("undecodable-value", "The record has 2 bytes");
        assertStreamGoesOn();
    }

    @Test
    void aRecordThatWasCutOff() {
        byte[] value = orders.change("c").after(1, "1.00", "ok").bytes();
        app.send(orders.topic(), orders.key(1), Arrays.copyOf(value, value.length / 2));
        assertRejected("undecodable-value", "does not decode with its schema");
        assertStreamGoesOn();
    }

    @Test
    void aSchemaThatTheRegistryDoesNotHave() {
        byte[] value = orders.change("c").after(1, "1.00", "ok").bytes();
        value[4] = 99;
        app.send(orders.topic(), orders.key(1), value);
        assertRejected("undecodable-value", "The schema registry has no schema with id 99");
        assertStreamGoesOn();
    }

    @Test
    void aKeyThatDoesNotDecode() {
        app.send(
                orders.topic(),
                new byte[] {1, 2, 3, 4, 5, 6},
                orders.change("c").after(1, "1.00", "ok").bytes());
        assertRejected("undecodable-key", "begins with byte 1");
        assertStreamGoesOn();
    }

    @Test
    void aValueThatIsNoEnvelope() {
        Schema other =
                SchemaBuilder.record("Movie").fields().requiredString("title").endRecord();
        byte[] value = new AvroCodec(registry)
                .encode(
                        "x-value",
                        new GenericRecordBuilder(other).set("title", "Alien").build());
        app.send("raw.shop.movies", null, value);
        TestRecord<byte[], byte[]> record = onlyDeadLetter("dlq.shop.movies");
        assertThat(header(record, "tributary.error.rule")).isEqualTo("unknown-shape");
        assertThat(header(record, "tributary.error.reason")).contains("Movie is no Debezium envelope");
        assertStreamGoesOn();
    }

    @Test
    void anOperationThatIsNotKnown() {
        app.send(orders.topic(), null, orders.change("m").bytes());
        assertRejected("unknown-operation", "Operation 'm' is none of c, u, d, r, t");
        assertStreamGoesOn();
    }

    @Test
    void anEnvelopeWithoutItsRow() {
        app.send(orders.topic(), orders.key(1), orders.change("u").bytes());
        assertRejected("missing-row", "The envelope of operation 'u' has no row");
        assertStreamGoesOn();
    }

    @Test
    void aChangeWithoutPlaceInTheLog() {
        app.send(
                orders.topic(),
                orders.key(1),
                orders.change("u").after(1, "1.00", "x").lsn(null).bytes());
        assertRejected("unknown-shape", "neither lsn nor sequence");
        assertStreamGoesOn();
    }

    @Test
    void twoColumnsWithOneSafeName() {
        DebeziumTable clash = orders.altered(
                Col.of("id", Schema.Type.INT, "INT4").asKey(),
                Col.of("Total", Schema.Type.INT, "INT4"),
                Col.of("total", Schema.Type.INT, "INT4"));
        app.send(clash.topic(), clash.key(1), clash.change("c").after(1, 2, 3).bytes());
        assertRejected("column-clash", "The columns 'Total' and 'total' of raw.shop.public.orders both become 'total'");
        assertStreamGoesOn();
    }

    @Test
    void aColumnNamedLikeTheMetadata() {
        DebeziumTable clash =
                orders.altered(Col.of("id", Schema.Type.INT, "INT4").asKey(), Col.of("_meta", Schema.Type.INT, "INT4"));
        app.send(clash.topic(), clash.key(1), clash.change("c").after(1, 2).bytes());
        assertRejected("column-clash", "The column '_meta' has the name that every clean record keeps for its origin");
        assertStreamGoesOn();
    }

    @Test
    void twoTablesWithOneSafeName() {
        sendGood(1);
        assertThat(app.cleanOne(CLEAN).get("id")).isEqualTo(1);
        DebeziumTable rival =
                table("Orders", Col.of("id", Schema.Type.INT, "INT4").asKey());
        app.send(rival.topic(), rival.key(1), rival.change("c").after(1).bytes());
        assertRejected(
                "dataset-clash",
                "The topics raw.shop.public.orders and raw.shop.public.Orders both become the dataset shop_orders");
        assertStreamGoesOn();

        // Once the first is gone, the name is free.
        app.topics.raw.remove(orders.topic());
        app.restart();
        app.send(rival.topic(), rival.key(2), rival.change("c").after(2).bytes());
        assertThat(app.cleanOne(CLEAN).get("id")).isEqualTo(2);
    }

    @Test
    void neitherOfTwoTablesGetsANameThatNoneHadBefore() {
        DebeziumTable rival =
                table("Orders", Col.of("id", Schema.Type.INT, "INT4").asKey());
        app.topics.raw.add(rival.topic());
        sendGood(1);
        assertRejected("dataset-clash", "both become the dataset shop_orders");
        assertThat(app.clean(CLEAN)).isEmpty();
    }

    @Test
    void anArrayInsideAnArray() {
        DebeziumTable matrix = orders.altered(
                Col.of("id", Schema.Type.INT, "INT4").asKey(),
                Col.array("m", Schema.create(Schema.Type.STRING), "_INT4"));
        app.send(
                matrix.topic(),
                matrix.key(1),
                matrix.change("c").after(1, DebeziumTable.listOf("{1,2}")).bytes());
        assertRejected("unrepresentable-value", "Column 'm': '{1,2}' is an array inside an array");
        assertStreamGoesOn();
    }

    @Test
    void aDeleteIsAppliedThoughTheRowHeldWhatTheTypeCannot() {
        app.send(
                orders.topic(),
                orders.key(1),
                orders.change("d").before(1, "NaN", "x").bytes());
        TopologyHarness.Clean clean = app.cleanOne(CLEAN);
        assertThat(clean.get("id")).isEqualTo(1);
        assertThat(clean.get("amount")).isNull();
        assertThat(clean.get("status")).isEqualTo(new Utf8("x"));
    }

    @Test
    void aCleanSchemaThatTheRegistryRefuses() {
        registry.refused = CLEAN + "-value";
        sendGood(1);
        assertRejected("schema-refused", "set the compatibility of the subject to NONE");
        registry.refused = "";
        assertStreamGoesOn();
    }

    @Test
    void aRegistryThatIsDownMakesNoDeadLetter() {
        byte[] key = orders.key(1);
        byte[] value = orders.change("c").after(1, "1.00", "ok").bytes();
        registry.down = true;
        assertThatThrownBy(() -> app.send(orders.topic(), key, value))
                .hasRootCauseMessage("The schema registry does not answer");
        registry.down = false;
        assertThat(app.read(DLQ)).isEmpty();
        assertThat(app.topics.made).doesNotContainKey(DLQ);
    }

    @Test
    void rawRecordsThatKafkaDroppedBeforeTheyWereCleaned() {
        sendGood(1);
        app.dropped.add(new DroppedRange(orders.topic(), 0, 1, 120, 5_000));

        app.passTime(CleanProcessor.DROPPED_CHECKED);
        TestRecord<byte[], byte[]> record = onlyDeadLetter(DLQ);
        app.passTime(CleanProcessor.DROPPED_CHECKED);
        app.restart();
        app.passTime(CleanProcessor.DROPPED_CHECKED);

        assertThat(record.key()).isNull();
        assertThat(record.value()).isNull();
        assertThat(header(record, "__connect.errors.offset")).isEqualTo("1");
        assertThat(header(record, "tributary.error.rule")).isEqualTo("dropped");
        assertThat(header(record, "tributary.error.reason"))
                .startsWith("Kafka dropped offsets 1 to 119 of the raw topic before they were cleaned")
                .endsWith("'tributary replay shop.orders --step clean --from earliest'");
        assertThat(app.read(DLQ)).as("told once").isEmpty();
    }

    @Test
    void aRecordThatIsLargerThanATopicTakes() {
        app.send(
                orders.topic(),
                orders.key(1),
                orders.change("c")
                        .after(1, "1.00", "x".repeat(17 * 1024 * 1024))
                        .bytes());
        assertRejected("too-large", "The raw record has 178");
        assertStreamGoesOn();
    }
}
