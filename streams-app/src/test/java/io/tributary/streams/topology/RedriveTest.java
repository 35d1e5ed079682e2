package io.tributary.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.streams.topology.DebeziumTable.Col;
import io.tributary.streams.topology.TopologyHarness.Clean;
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

/**
 * Dead letters that are sent again take the place that they would have had. A first record is made bad by its amount; the
 * one that is sent again has a good one in its stead, as if the app had learned to read it.
 */
class RedriveTest {

    private static final String CLEAN = "clean.shop.notes";
    private static final String DLQ = "dlq.shop.notes";
    private static final String LEFT_OUT = "__debezium_unavailable_value";
    private static final String OLD = "x".repeat(3_000);
    private static final String NEW = "y".repeat(3_000);
    private static final String UNREADABLE = "NaN";

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

    private void send(String op, long lsn, String amount, String text, Header... headers) {
        DebeziumTable.Change change = notes.change(op).lsn(lsn);
        change = op.equals("d") ? change.before(1, amount, text) : change.after(1, amount, text);
        app.send(notes.topic(), notes.key(1), change.bytes(), headers);
    }

    /** Sends a dead letter anew, as the command does: from the place that its headers tell. */
    private void redrive(TestRecord<byte[], byte[]> letter, String op, long lsn, String text) {
        send(
                op,
                lsn,
                "1.00",
                text,
                number("tributary.redrive.offset", header(letter, "__connect.errors.offset")),
                number("tributary.snapshot.ordering", header(letter, "tributary.snapshot.ordering")));
    }

    private static Header number(String name, String value) {
        return new RecordHeader(name, value.getBytes(StandardCharsets.US_ASCII));
    }

    private TestRecord<byte[], byte[]> deadLetter() {
        List<TestRecord<byte[], byte[]>> letters = app.read(DLQ);
        assertThat(letters).hasSize(1);
        return letters.get(0);
    }

    private static String header(TestRecord<byte[], byte[]> record, String name) {
        return TopologyHarness.header(record.headers(), name);
    }

    private Clean onlyClean() {
        return app.cleanOne(CLEAN);
    }

    @Test
    void itsOrderingAndPlaceAreThoseThatItHadAtFirst() {
        send("r", 100, "1.00", "a");
        send("u", 90, UNREADABLE, "b");
        send("r", 500, "1.00", "c");
        app.clean(CLEAN);

        redrive(deadLetter(), "u", 90, "b");

        Clean clean = onlyClean();
        assertThat(clean.meta().get("ordering")).isEqualTo(100L);
        assertThat(clean.meta().get("raw_offset")).isEqualTo(1L);
        assertThat(clean.get("text")).isEqualTo(new Utf8("b"));
    }

    @Test
    void whatIsSentAgainAndFailsAgainTellsItsFirstPlace() {
        send("r", 100, "1.00", "a");
        send("u", 90, UNREADABLE, "b");
        TestRecord<byte[], byte[]> letter = deadLetter();
        send("r", 500, "1.00", "c");

        send(
                "u",
                90,
                UNREADABLE,
                "b",
                number("tributary.redrive.offset", "1"),
                number("tributary.snapshot.ordering", header(letter, "tributary.snapshot.ordering")));

        TestRecord<byte[], byte[]> again = deadLetter();
        assertThat(header(again, "__connect.errors.offset")).isEqualTo("1");
        assertThat(header(again, "tributary.snapshot.ordering")).isEqualTo("100");
        assertThat(again.headers().lastHeader("tributary.redrive.offset")).isNull();
    }

    @Test
    void theNewestChangeIsBuiltUponByLaterOnes() {
        send("c", 100, UNREADABLE, OLD);
        redrive(deadLetter(), "c", 100, OLD);
        app.clean(CLEAN);

        send("u", 200, "2.00", LEFT_OUT);

        assertThat(onlyClean().get("text")).isEqualTo(new Utf8(OLD));
    }

    @Test
    void anOlderChangeIsHistoryAndLeavesLargeValuesAlone() {
        send("c", 100, UNREADABLE, OLD);
        TestRecord<byte[], byte[]> letter = deadLetter();
        send("u", 200, "2.00", NEW);
        app.clean(CLEAN);

        redrive(letter, "c", 100, OLD);
        assertThat(onlyClean().meta().get("ordering")).isEqualTo(100L);
        send("u", 300, "3.00", LEFT_OUT);

        assertThat(onlyClean().get("text")).isEqualTo(new Utf8(NEW));
    }

    @Test
    void anOlderChangeDoesNotTakeLargeValuesOfLaterOnes() {
        send("u", 100, UNREADABLE, LEFT_OUT);
        TestRecord<byte[], byte[]> letter = deadLetter();
        send("u", 200, "2.00", NEW);
        app.clean(CLEAN);

        redrive(letter, "u", 100, LEFT_OUT);

        assertThat(app.clean(CLEAN)).isEmpty();
        TestRecord<byte[], byte[]> again = deadLetter();
        assertThat(header(again, "tributary.error.rule")).isEqualTo("unavailable-value");
        assertThat(header(again, "tributary.error.reason")).contains("what later changes of the row said");
    }

    @Test
    void aRowThatWasDeletedSinceDoesNotComeBack() {
        send("c", 100, UNREADABLE, "a");
        TestRecord<byte[], byte[]> letter = deadLetter();
        send("d", 200, "1.00", "a");
        app.clean(CLEAN);
        app.restart();

        redrive(letter, "c", 100, "a");

        assertThat(app.clean(CLEAN)).isEmpty();
        TestRecord<byte[], byte[]> again = deadLetter();
        assertThat(header(again, "tributary.error.rule")).isEqualTo("superseded");
        assertThat(header(again, "tributary.error.reason"))
                .isEqualTo("The row was deleted after this change, and would come back if the change were written now;"
                        + " there is nothing left to do for silver");
    }

    @Test
    void inTheirOrderAllAreNews() {
        send("c", 100, UNREADABLE, "a");
        TestRecord<byte[], byte[]> create = deadLetter();
        send("u", 200, UNREADABLE, "b");
        TestRecord<byte[], byte[]> update = deadLetter();

        redrive(create, "c", 100, "a");
        redrive(update, "u", 200, "b");

        assertThat(app.clean(CLEAN))
                .extracting(clean -> clean.meta().get("ordering"))
                .containsExactly(100L, 200L);
        assertThat(app.read(DLQ)).isEmpty();
    }

    @Test
    void aTruncateIsNotDoneAgain() {
        send("c", 100, "1.00", "a");
        app.clean(CLEAN);

        app.send(
                notes.topic(),
                null,
                notes.change("t").lsn(50L).bytes(),
                number("tributary.redrive.offset", "0"),
                number("tributary.snapshot.ordering", "0"));

        assertThat(app.clean(CLEAN)).isEmpty();
        assertThat(header(deadLetter(), "tributary.error.reason")).startsWith("A truncate is not done again");
    }
}
