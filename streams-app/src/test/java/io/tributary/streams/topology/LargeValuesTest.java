package io.tributary.streams.topology;

import static io.tributary.streams.topology.DebeziumTable.listOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.streams.topology.DebeziumTable.Col;
import io.tributary.streams.topology.TopologyHarness.Clean;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.util.Utf8;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Values that Postgres leaves out of updates because they are large and did not change. */
class LargeValuesTest {

    private static final String CLEAN = "clean.shop.docs";
    private static final String DLQ = "dlq.shop.docs";
    private static final String LEFT_OUT = "__debezium_unavailable_value";
    private static final String LARGE = "x".repeat(3_000);
    private static final String STORE = "large-values";

    /** The schema of the stored values: one entry that stays. */
    private static final int SCHEMAS = 1;

    private static final Header NEW_KEY =
            new RecordHeader("__debezium.newkey", "Struct{id=2}".getBytes(StandardCharsets.UTF_8));
    private static final Header OLD_KEY =
            new RecordHeader("__debezium.oldkey", "Struct{id=1}".getBytes(StandardCharsets.UTF_8));

    @TempDir
    Path state;

    private TopologyHarness app;
    private DebeziumTable docs;
    private long lsn = 1_000;

    @BeforeEach
    void start() {
        app = new TopologyHarness(state);
        docs = new DebeziumTable(
                app.registry,
                "public",
                "docs",
                Col.of("id", Schema.Type.INT, "INT4").asKey(),
                Col.of("title", Schema.Type.STRING, "VARCHAR"),
                Col.of("body", Schema.Type.STRING, "TEXT"),
                Col.of("blob", Schema.Type.BYTES, "BYTEA"),
                Col.array("tags", Schema.create(Schema.Type.STRING), "_TEXT"),
                Col.array("scores", Schema.create(Schema.Type.DOUBLE), "_FLOAT8"));
    }

    @AfterEach
    void stop() {
        app.close();
    }

    private void send(String op, int id, Object... row) {
        app.send(
                docs.topic(),
                docs.key(id),
                docs.change(op).after(row).lsn(lsn++).bytes());
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private Clean last() {
        List<Clean> records = app.clean(CLEAN);
        assertThat(records).isNotEmpty();
        return records.get(records.size() - 1);
    }

    private TestRecord<byte[], byte[]> onlyDeadLetter() {
        List<TestRecord<byte[], byte[]>> records = app.read(DLQ);
        assertThat(records).hasSize(1);
        return records.get(0);
    }

    private static String reason(TestRecord<byte[], byte[]> record) {
        return TopologyHarness.header(record.headers(), "tributary.error.reason");
    }

    @Test
    void anUpdateGetsItsUnchangedLargeValuesBack() {
        send("c", 1, 1, "a", LARGE, bytes(LARGE), listOf(LARGE, null), listOf(1.5));
        send("u", 1, 1, "b", LEFT_OUT, bytes(LEFT_OUT), listOf(LEFT_OUT), listOf(2.5));

        Clean clean = last();
        assertThat(clean.get("title")).isEqualTo(new Utf8("b"));
        assertThat(clean.get("body")).isEqualTo(new Utf8(LARGE));
        assertThat(clean.get("blob")).isEqualTo(bytes(LARGE));
        assertThat(clean.get("tags")).isEqualTo(listOf(new Utf8(LARGE), null));
        assertThat(clean.get("scores")).isEqualTo(listOf(2.5));
        assertThat(app.read(DLQ)).isEmpty();
    }

    @Test
    void theNewestValueIsTheOneThatComesBack() {
        send("r", 1, 1, "a", LARGE, null, null, null);
        send("u", 1, 1, "a", LARGE + "2", null, null, null);
        send("u", 1, 1, "b", LEFT_OUT, null, null, null);
        assertThat(last().get("body")).isEqualTo(new Utf8(LARGE + "2"));
    }

    @Test
    void aValueThatDidNotChangeIsNotStoredAgain() {
        send("c", 1, 1, "a", LARGE, null, null, null);
        assertThat(app.read("test-large-values-changelog")).hasSize(1 + SCHEMAS);
        send("u", 1, 1, "b", LEFT_OUT, null, null, null);
        assertThat(app.read("test-large-values-changelog")).isEmpty();
    }

    @Test
    void valuesSurviveARestart() {
        send("c", 1, 1, "a", LARGE, null, null, null);
        app.restart();
        send("u", 1, 1, "b", LEFT_OUT, null, null, null);
        assertThat(last().get("body")).isEqualTo(new Utf8(LARGE));
    }

    @Test
    void aKeyChangeTakesTheValuesAlong() {
        send("c", 1, 1, "a", LARGE, null, null, null);
        app.send(
                docs.topic(),
                docs.key(1),
                docs.change("d").before(1).lsn(5_000L).bytes(),
                NEW_KEY);
        app.send(
                docs.topic(),
                docs.key(2),
                docs.change("c")
                        .after(2, "a", LEFT_OUT, null, null, null)
                        .lsn(5_000L)
                        .bytes(),
                OLD_KEY);
        Clean moved = last();
        assertThat(moved.key().get("id")).isEqualTo(2);
        assertThat(moved.get("body")).isEqualTo(new Utf8(LARGE));

        send("u", 2, 2, "b", LEFT_OUT, null, null, null);
        assertThat(last().get("body")).isEqualTo(new Utf8(LARGE));
    }

    @Test
    void manyKeyChangesInOneTransactionDoNotMixTheirValues() {
        send("c", 1, 1, "a", LARGE + "1", null, null, null);
        send("c", 2, 2, "a", LARGE + "2", null, null, null);
        for (int id = 2; id >= 1; id--) {
            long at = 6_000L + id;
            app.send(
                    docs.topic(),
                    docs.key(id),
                    docs.change("d").before(id).lsn(at).bytes(),
                    NEW_KEY);
            app.send(
                    docs.topic(),
                    docs.key(id + 1),
                    docs.change("c")
                            .after(id + 1, "a", LEFT_OUT, null, null, null)
                            .lsn(at)
                            .bytes(),
                    OLD_KEY);
        }
        List<Clean> records = app.clean(CLEAN);
        assertThat(records.get(3).get("body")).isEqualTo(new Utf8(LARGE + "2"));
        assertThat(records.get(5).get("body")).isEqualTo(new Utf8(LARGE + "1"));
        assertThat(app.read(DLQ)).isEmpty();
    }

    @Test
    void aDeletedRowIsForgotten() {
        send("c", 1, 1, "a", LARGE, null, null, null);
        app.send(
                docs.topic(), docs.key(1), docs.change("d").before(1).lsn(lsn++).bytes());
        assertThat(app.entriesOf(STORE)).isEqualTo(SCHEMAS);
        send("u", 1, 1, "b", LEFT_OUT, null, null, null);
        assertThat(reason(onlyDeadLetter()))
                .isEqualTo(
                        "Column 'body' of shop_docs is large and did not change, so Postgres left it out of the change,"
                                + " and its value was never seen before. Run ALTER TABLE ... REPLICA IDENTITY FULL on the table of"
                                + " dataset 'docs', or take a new snapshot of it, and update the row again");
    }

    @Test
    void aTruncateForgetsTheTableAndNoOther() {
        DebeziumTable other = new DebeziumTable(
                app.registry,
                "public",
                "docs_archive",
                Col.of("id", Schema.Type.INT, "INT4").asKey(),
                Col.of("body", Schema.Type.STRING, "TEXT"));
        send("c", 1, 1, "a", LARGE, null, null, null);
        app.send(other.topic(), other.key(1), other.change("c").after(1, LARGE).bytes());
        app.send(docs.topic(), null, docs.change("t").lsn(lsn++).bytes());
        send("u", 1, 1, "b", LEFT_OUT, null, null, null);
        app.send(
                other.topic(),
                other.key(1),
                other.change("u").after(1, LEFT_OUT).bytes());

        assertThat(onlyDeadLetter()).isNotNull();
        List<Clean> archive = app.clean("clean.shop.docs_archive");
        assertThat(archive.get(1).get("body")).isEqualTo(new Utf8(LARGE));
    }

    @Test
    void aRowThatBecomesSmallIsForgotten() {
        send("c", 1, 1, "a", LARGE, null, null, null);
        send("u", 1, 1, "a", "small", null, null, null);
        assertThat(app.entriesOf(STORE)).isEqualTo(SCHEMAS);
    }

    @Test
    void aValueThatWasLeftOutIsKeptHoweverSmallTheRowBecomes() {
        String medium = "m".repeat(1_000);
        send("c", 1, 1, "a", medium, bytes("n".repeat(1_200)), null, null);
        send("u", 1, 1, "b", LEFT_OUT, bytes("n"), null, null);
        send("u", 1, 1, "c", LEFT_OUT, bytes("n"), null, null);
        assertThat(last().get("body")).isEqualTo(new Utf8(medium));
    }

    /** The row was wide once, and became small by other values. */
    @Test
    void aValueThatWasMovedOutBeforeTheSnapshotIsKeptHoweverSmallTheRowIs() {
        String medium = "m".repeat(900);
        send("r", 1, 1, "a", medium, null, null, null);
        send("u", 1, 1, "b", LEFT_OUT, null, null, null);
        Clean clean = last();
        assertThat(clean.get("title")).isEqualTo(new Utf8("b"));
        assertThat(clean.get("body")).isEqualTo(new Utf8(medium));
    }

    /** It leaves nothing out, so the placeholder is what somebody wrote, and not what the row had before. */
    @Test
    void aSnapshotRowIsNotGivenWhatItsKeyHadBefore() {
        send("c", 1, 1, "a", LARGE, null, null, null);
        send("r", 1, 1, "b", LEFT_OUT, null, null, null);
        assertThat(TopologyHarness.header(onlyDeadLetter().headers(), "tributary.error.rule"))
                .isEqualTo("unavailable-value");
    }

    @Test
    void smallRowsCostNothing() {
        for (int id = 0; id < 100; id++) {
            send("r", id, id, "title " + id, "y".repeat(250), bytes("z"), listOf("t"), listOf(1.0));
        }
        assertThat(app.entriesOf(STORE)).isZero();
        assertThat(app.clean(CLEAN)).hasSize(100);
    }

    @Test
    void aValueThatWasNeverSeenIsADeadLetterUntilItIs() {
        send("u", 1, 1, "a", LEFT_OUT, null, null, null);
        assertThat(TopologyHarness.header(onlyDeadLetter().headers(), "tributary.error.rule"))
                .isEqualTo("unavailable-value");
        send("u", 1, 1, "a", LARGE, null, null, null);
        send("u", 1, 1, "b", LEFT_OUT, null, null, null);
        assertThat(last().get("body")).isEqualTo(new Utf8(LARGE));
    }

    @Test
    void aNullThatMayHideAnUnchangedValueIsADeadLetter() {
        List<Object> many = listOf();
        for (int i = 0; i < 1_000; i++) {
            many.add((double) i);
        }
        send("c", 1, 1, "a", null, null, null, many);
        send("u", 1, 1, "b", null, null, null, null);
        TestRecord<byte[], byte[]> deadLetter = onlyDeadLetter();
        assertThat(TopologyHarness.header(deadLetter.headers(), "tributary.error.field"))
                .isEqualTo("scores");
        assertThat(reason(deadLetter))
                .startsWith(
                        "Column 'scores' of shop_docs had a large value and is null now: either it was set to null, or it"
                                + " did not change and Debezium has no placeholder for its type. Run ALTER TABLE ... REPLICA IDENTITY"
                                + " FULL");
    }

    @Test
    void withTheWholeRowBeforeANullIsANull() {
        List<Object> many = listOf();
        for (int i = 0; i < 1_000; i++) {
            many.add((double) i);
        }
        send("c", 1, 1, "a", null, null, null, many);
        app.send(
                docs.topic(),
                docs.key(1),
                docs.change("u")
                        .before(1, "a", null, null, null, many)
                        .after(1, "b")
                        .lsn(lsn++)
                        .bytes());
        assertThat(last().get("scores")).isNull();
    }

    @Test
    void valuesSurviveAnAddedColumnAndAChangedType() {
        send("c", 1, 1, "a", LARGE, null, null, null);
        DebeziumTable wider = docs.altered(
                Col.of("id", Schema.Type.LONG, "INT8").asKey(),
                Col.of("title", Schema.Type.STRING, "VARCHAR"),
                Col.of("body", Schema.Type.STRING, "VARCHAR"),
                Col.of("extra", Schema.Type.INT, "INT4"));
        app.send(
                wider.topic(),
                wider.key(1L),
                wider.change("u").after(1L, "b", LEFT_OUT, 3).lsn(lsn++).bytes());
        Clean clean = last();
        assertThat(clean.get("body")).isEqualTo(new Utf8(LARGE));
        assertThat(clean.get("extra")).isEqualTo(3);
        assertThat(clean.key().get("id")).isEqualTo(1L);
    }

    /** The rejected update may have changed the value: the one before it must not come back. */
    @Test
    void afterADeadLetterOfItsRowAValueIsNotTrusted() {
        send("c", 1, 1, "a", LARGE, null, null, null);
        app.restart();
        app.send(docs.topic(), docs.key(1), new byte[] {0, 0, 0, 0, 99, 1});
        assertThat(TopologyHarness.header(onlyDeadLetter().headers(), "tributary.error.rule"))
                .isEqualTo("undecodable-value");
        send("u", 1, 1, "b", LEFT_OUT, null, null, null);
        assertThat(TopologyHarness.header(onlyDeadLetter().headers(), "tributary.error.rule"))
                .isEqualTo("unavailable-value");
        assertThat(app.clean(CLEAN)).isEmpty();
    }

    @Test
    void aTableWithoutKeyCannotResolve() {
        DebeziumTable log =
                new DebeziumTable(app.registry, "public", "docs", Col.of("body", Schema.Type.STRING, "TEXT"));
        app.send(log.topic(), null, log.change("u").after(LEFT_OUT).bytes());
        assertThat(reason(onlyDeadLetter())).contains("REPLICA IDENTITY FULL");
    }
}
