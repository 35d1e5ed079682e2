package io.tributary.streams.topology;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.streams.topology.DebeziumTable.Col;
import io.tributary.streams.topology.TopologyHarness.Clean;
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

/** Raw records that a replay sends again: where they belong, and what they must not touch. */
class ReplayTest {

    private static final String CLEAN = "clean.shop.notes";
    private static final String DLQ = "dlq.shop.notes";
    private static final String LEFT_OUT = "__debezium_unavailable_value";
    private static final String OLD = "x".repeat(3_000);
    private static final String NEW = "y".repeat(3_000);

    @TempDir
    Path state;

    private TopologyHarness app;
    private DebeziumTable notes;

    @BeforeEach
    void start() {
        app = new TopologyHarness(state);
        notes = new DebeziumTable(
                app.registry,
                "public",
                "notes",
                Col.of("id", Schema.Type.INT, "INT4").asKey(),
                Col.numeric("amount", 6, 2),
                Col.of("text", Schema.Type.STRING, "TEXT"));
    }

    @AfterEach
    void stop() {
        app.close();
    }

    private void send(String op, long lsn, String text, Header... headers) {
        sendAmount(op, lsn, "1.00", text, headers);
    }

    private void sendAmount(String op, long lsn, String amount, String text, Header... headers) {
        DebeziumTable.Change change = notes.change(op).lsn(lsn);
        change = op.equals("d") ? change.before(1, amount, text) : change.after(1, amount, text);
        app.send(notes.topic(), notes.key(1), change.bytes(), headers);
    }

    private void control(String what) {
        app.send(notes.topic(), null, null, header("tributary.replay.control", what));
    }

    private static Header[] replayed(String role, long offset, long snapshotOrdering) {
        return new Header[] {
            header("tributary.replay", role),
            header("tributary.redrive.offset", Long.toString(offset)),
            header("tributary.snapshot.ordering", Long.toString(snapshotOrdering))
        };
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(US_ASCII));
    }

    /** The mark on the only new clean record; null if it has none. */
    private String mark() {
        List<TestRecord<byte[], byte[]>> records = app.read(CLEAN);
        assertThat(records).hasSize(1);
        return TopologyHarness.header(records.get(0).headers(), "tributary.replay");
    }

    @Test
    void itIsCleanedAsItWasAtItsFirstPlace() {
        send("r", 100, "a");
        send("u", 90, "b");
        send("r", 500, "c");
        app.clean(CLEAN);
        control("begin");

        send("u", 90, "b", replayed("current", 1, 100));

        Clean clean = app.cleanOne(CLEAN);
        assertThat(clean.meta().get("ordering")).isEqualTo(100L);
        assertThat(clean.meta().get("raw_offset")).isEqualTo(1L);
        assertThat(clean.get("text")).isEqualTo(new Utf8("b"));
    }

    @Test
    void whatComesForTheFirstTimeHasNoMark() {
        send("c", 100, "a");

        assertThat(mark()).isNull();
    }

    @Test
    void theNewestOfItsKeyIsMarkedSo() {
        send("c", 100, "a");
        app.read(CLEAN);
        control("begin");

        send("c", 100, "a", replayed("current", 0, 0));

        assertThat(mark()).isEqualTo("current");
    }

    @Test
    void historyStaysHistory() {
        send("c", 100, "a");
        app.read(CLEAN);
        control("begin");

        send("c", 100, "a", replayed("history", 0, 0));

        assertThat(mark()).isEqualTo("history");
    }

    @Test
    void aKeyThatChangedSinceTheBeginIsHistoryAlsoAfterARestart() {
        send("c", 100, "a");
        control("begin");
        send("d", 200, "a");
        app.read(CLEAN);
        app.restart();

        send("c", 100, "a", replayed("current", 0, 0));

        assertThat(mark()).isEqualTo("history");
    }

    @Test
    void allKeysAreHistoryAfterATruncate() {
        send("c", 100, "a");
        control("begin");
        app.send(notes.topic(), null, notes.change("t").lsn(100L).bytes());
        app.read(CLEAN);
        app.restart();

        send("c", 100, "a", replayed("current", 0, 0));

        assertThat(mark()).isEqualTo("history");
    }

    @Test
    void nothingIsTakenForNewsOutsideOfAReplay() {
        send("c", 100, "a");
        control("begin");
        control("end");
        app.read(CLEAN);

        send("c", 100, "a", replayed("current", 0, 0));

        assertThat(mark()).isEqualTo("history");
    }

    @Test
    void theEndForgetsWhatWasNoted() {
        send("c", 100, "a");
        long before = app.entriesOf(CleanTopology.CONTRACT_STORE);
        control("begin");
        send("u", 200, "b");

        control("end");

        assertThat(app.entriesOf(CleanTopology.CONTRACT_STORE)).isEqualTo(before);
        assertThat(app.read(DLQ)).isEmpty();
    }

    @Test
    void aNewerReplayTakesTheChangesOfAnOlderOneIntoItsRange() {
        control("begin");
        send("c", 100, "a");
        control("begin");
        app.read(CLEAN);

        send("c", 100, "a", replayed("current", 1, 0));

        assertThat(mark()).isEqualTo("current");
    }

    @Test
    void theNewestGetsBackTheLargeValueThatItLeftOut() {
        send("c", 100, OLD);
        send("u", 200, LEFT_OUT);
        app.clean(CLEAN);
        control("begin");

        send("u", 200, LEFT_OUT, replayed("current", 1, 0));

        assertThat(app.cleanOne(CLEAN).get("text")).isEqualTo(new Utf8(OLD));
    }

    @Test
    void historyGetsNoLargeValueOfLaterTimes() {
        send("c", 100, OLD);
        send("u", 200, LEFT_OUT);
        send("u", 300, NEW);
        app.clean(CLEAN);
        control("begin");

        send("u", 200, LEFT_OUT, replayed("history", 1, 0));

        assertThat(app.clean(CLEAN)).isEmpty();
        assertThat(app.read(DLQ)).isEmpty();
    }

    @Test
    void whatIsKeptOfTheRowStaysAsItIs() {
        send("c", 100, OLD);
        send("u", 200, NEW);
        control("begin");
        send("c", 100, OLD, replayed("history", 0, 0));
        app.send(notes.topic(), null, notes.change("t").lsn(50L).bytes(), replayed("current", 0, 0));
        app.clean(CLEAN);

        send("u", 300, LEFT_OUT);

        assertThat(app.cleanOne(CLEAN).get("text")).isEqualTo(new Utf8(NEW));
    }

    @Test
    void whatIsStillWrongIsALetterThatSaysSo() {
        sendAmount("c", 100, "NaN", "a");
        app.read(DLQ);
        control("begin");

        sendAmount("c", 100, "NaN", "a", replayed("current", 0, 0));

        List<TestRecord<byte[], byte[]>> letters = app.read(DLQ);
        assertThat(letters).hasSize(1);
        assertThat(TopologyHarness.header(letters.get(0).headers(), "tributary.replay"))
                .isEqualTo("current");
    }

    @Test
    void aRedrivenLetterIsMarkedSinceBronzeMayHaveItFromAReplay() {
        sendAmount("c", 100, "NaN", "a");

        send("c", 100, "a", header("tributary.redrive.offset", "0"), header("tributary.snapshot.ordering", "0"));

        assertThat(mark()).isEqualTo("current");
    }
}
