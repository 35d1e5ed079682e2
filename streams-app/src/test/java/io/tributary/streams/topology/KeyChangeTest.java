package io.tributary.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.streams.envelope.RawRecord;
import io.tributary.streams.toast.WaitingRecords;
import io.tributary.streams.topology.DebeziumTable.Col;
import io.tributary.streams.topology.TopologyHarness.Clean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.util.Utf8;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A row whose key changes into one of another partition takes its large values along. The test driver has one partition,
 * 0, and gives the app back what it sends to its own topic; so both keys are ones that belong to partition 1.
 */
class KeyChangeTest {

    private static final String CLEAN = "clean.shop.docs";
    private static final String DLQ = "dlq.shop.docs";
    private static final String LEFT_OUT = "__debezium_unavailable_value";
    private static final String LARGE = "x".repeat(3_000);
    private static final long LSN = 5_000L;

    @TempDir
    Path state;

    private TopologyHarness app;
    private DebeziumTable docs;
    private int from;
    private int to;

    @BeforeEach
    void start() {
        app = new TopologyHarness(state);
        app.topics.partitions = 2;
        docs = new DebeziumTable(
                app.registry,
                "public",
                "docs",
                Col.of("id", Schema.Type.INT, "INT4").asKey(),
                Col.of("title", Schema.Type.STRING, "TEXT"),
                Col.of("body", Schema.Type.STRING, "TEXT"));
        List<Integer> elsewhere = IntStream.range(1, 100)
                .filter(id -> partitionOf(docs.key(id)) == 1)
                .boxed()
                .toList();
        from = elsewhere.get(0);
        to = elsewhere.get(1);
    }

    @AfterEach
    void stop() {
        app.close();
    }

    private static int partitionOf(byte[] key) {
        return Utils.toPositive(Utils.murmur2(Arrays.copyOfRange(key, 5, key.length))) % 2;
    }

    private static Header header(String name, int id) {
        return new RecordHeader(name, ("{\"id\":" + id + "}").getBytes(StandardCharsets.UTF_8));
    }

    private void insertOld() {
        app.send(
                docs.topic(),
                docs.key(from),
                docs.change("c").after(from, "a", LARGE).lsn(1L).bytes());
    }

    private void deleteOld() {
        app.send(
                docs.topic(),
                docs.key(from),
                docs.change("d").before(from).lsn(LSN).bytes(),
                header("__debezium.newkey", to));
    }

    private void createNew(String body) {
        app.send(
                docs.topic(),
                docs.key(to),
                docs.change("c").after(to, "b", body).lsn(LSN).bytes(),
                header("__debezium.oldkey", from));
    }

    private void updateNew(String title) {
        app.send(
                docs.topic(),
                docs.key(to),
                docs.change("u").after(to, title, LEFT_OUT).lsn(LSN + 1).bytes());
    }

    private static Header replay(String name, String value) {
        return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aReplayDoesNotOvertakeARecordThatWaits() {
        createNew(LEFT_OUT);
        app.send(docs.topic(), null, null, replay("tributary.replay.control", "begin"));

        app.send(
                docs.topic(),
                docs.key(to),
                docs.change("c").after(to, "b", LEFT_OUT).lsn(LSN).bytes(),
                header("__debezium.oldkey", from),
                replay("tributary.replay", "current"),
                replay("tributary.redrive.offset", "0"),
                replay("tributary.snapshot.ordering", "0"));

        assertThat(app.clean(CLEAN)).isEmpty();
        assertThat(app.read(DLQ)).isEmpty();
    }

    private static List<String> titles(List<Clean> records) {
        return records.stream()
                .map(record -> String.valueOf(record.get("title")))
                .toList();
    }

    @Test
    void theValuesComeBeforeTheRow() {
        insertOld();
        deleteOld();
        createNew(LEFT_OUT);
        updateNew("c");
        List<Clean> clean = app.clean(CLEAN);
        assertThat(titles(clean)).containsExactly("a", "null", "b", "c");
        assertThat(clean.get(2).get("body")).isEqualTo(new Utf8(LARGE));
        assertThat(clean.get(3).get("body")).isEqualTo(new Utf8(LARGE));
        assertThat(app.read(DLQ)).isEmpty();
    }

    @Test
    void theRowWaitsForItsValuesAndItsLaterChangesBehindIt() {
        insertOld();
        createNew(LEFT_OUT);
        updateNew("c");
        app.send(
                docs.topic(),
                docs.key(0),
                docs.change("c").after(0, "other", "small").bytes());
        assertThat(titles(app.clean(CLEAN))).containsExactly("a", "other");

        deleteOld();
        List<Clean> clean = app.clean(CLEAN);
        assertThat(titles(clean)).containsExactly("null", "b", "c");
        assertThat(clean.get(2).get("body")).isEqualTo(new Utf8(LARGE));
        assertThat(clean.get(1).meta().get("raw_offset")).isEqualTo(1L);
        assertThat(app.read(DLQ)).isEmpty();
        updateNew("d");
        assertThat(titles(app.clean(CLEAN))).containsExactly("d");
    }

    @Test
    void aRowMayChangeItsKeyAgainWhileItWaits() {
        int here = IntStream.range(1, 100)
                .filter(id -> partitionOf(docs.key(id)) == 0)
                .findFirst()
                .orElseThrow();
        int third = IntStream.range(here + 1, 100)
                .filter(id -> partitionOf(docs.key(id)) == 0)
                .findFirst()
                .orElseThrow();
        insertOld();
        app.send(
                docs.topic(),
                docs.key(here),
                docs.change("c").after(here, "b", LEFT_OUT).lsn(LSN).bytes(),
                header("__debezium.oldkey", from));
        app.send(
                docs.topic(),
                docs.key(here),
                docs.change("d").before(here).lsn(LSN + 1).bytes(),
                header("__debezium.newkey", third));
        app.send(
                docs.topic(),
                docs.key(third),
                docs.change("c").after(third, "c", LEFT_OUT).lsn(LSN + 1).bytes(),
                header("__debezium.oldkey", here));
        assertThat(titles(app.clean(CLEAN))).containsExactly("a");

        // What the task of the old key's partition sends.
        app.send(
                docs.topic(),
                docs.key(from),
                docs.change("d").before(from).lsn(LSN).bytes(),
                header("__debezium.newkey", here));
        // In the driver that is this partition, so it arrives without the detour.
        List<Clean> clean = app.clean(CLEAN);
        assertThat(titles(clean)).containsExactly("null", "b", "null", "c");
        assertThat(clean.get(3).get("body")).isEqualTo(new Utf8(LARGE));
        assertThat(app.read(DLQ)).isEmpty();
    }

    @Test
    void whatWaitsIsKeptInTheStore() {
        createNew(LEFT_OUT);
        updateNew("c");
        WaitingRecords restored = new WaitingRecords(app.largeValues(), () -> 0);
        RawRecord next = new RawRecord(docs.topic(), 0, 9, 0, docs.key(to), new byte[0], new RecordHeaders(), 0);
        RawRecord other = new RawRecord(docs.topic(), 0, 9, 0, docs.key(from), new byte[0], new RecordHeaders(), 0);
        assertThat(restored.isBehind(next)).isTrue();
        assertThat(restored.isBehind(other)).isFalse();
        List<RawRecord> given = new ArrayList<>();
        restored.giveUpSince(Long.MAX_VALUE, (raw, patient) -> {
            given.add(raw);
            return OptionalLong.empty();
        });
        assertThat(given).extracting(RawRecord::offset).containsExactly(0L, 1L);
        assertThat(given.get(0).headers().lastHeader("__debezium.oldkey").value())
                .isEqualTo(header("", from).value());
    }

    @Test
    void theRowDoesNotWaitForWhatItDoesNotNeed() {
        insertOld();
        createNew("all there");
        assertThat(titles(app.clean(CLEAN))).containsExactly("a", "b");
    }

    @Test
    void aValueThatTheOldPartitionNeverSawIsADeadLetter() {
        deleteOld();
        createNew(LEFT_OUT);
        assertThat(app.read(DLQ)).hasSize(1);
        assertThat(titles(app.clean(CLEAN))).containsExactly("null");
    }

    @Test
    void aValueThatNeverComesIsADeadLetterInTheEnd() {
        createNew(LEFT_OUT);
        updateNew("c");
        app.passTime(CleanProcessor.LONGEST_WAIT.minus(Duration.ofMinutes(2)));
        assertThat(app.read(DLQ)).isEmpty();
        app.passTime(Duration.ofMinutes(4));
        assertThat(app.read(DLQ)).hasSize(2);
        app.send(
                docs.topic(),
                docs.key(to),
                docs.change("u").after(to, "d", LARGE).lsn(LSN + 2).bytes());
        assertThat(titles(app.clean(CLEAN))).containsExactly("d");
    }

    @Test
    void withAHeaderThatCannotBeReadItIsADeadLetterAtOnce() {
        insertOld();
        app.send(
                docs.topic(),
                docs.key(to),
                docs.change("c").after(to, "b", LEFT_OUT).lsn(LSN).bytes(),
                new RecordHeader("__debezium.oldkey", "Struct{id=1}".getBytes(StandardCharsets.UTF_8)));
        assertThat(app.read(DLQ)).hasSize(1);
    }
}
