package io.tributary.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.registry.InMemorySchemaRegistry;
import io.tributary.schemas.registry.SchemaRegistry;
import io.tributary.streams.topology.DebeziumTable.Col;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.util.Utf8;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that change their keys between partitions whose tasks are not equally far. */
class CrossingMovesTest {

    private static final String LEFT_OUT = "__debezium_unavailable_value";
    private static final String LARGE = "x".repeat(3_000);
    private static final String OTHER = "y".repeat(3_000);

    /** Where the rows come from, where they go to, and one more. */
    private static final int FROM = 0;

    private static final int TO = 1;
    private static final int THIRD = 2;

    @TempDir
    Path directory;

    private DebeziumTable docs;
    private SimulatedApp app;
    private long lsn = 100;

    @BeforeEach
    void start() {
        SchemaRegistry registry = new InMemorySchemaRegistry();
        docs = new DebeziumTable(
                registry,
                "public",
                "docs",
                Col.of("id", Schema.Type.INT, "INT4").asKey(),
                Col.of("title", Schema.Type.STRING, "TEXT"),
                Col.of("body", Schema.Type.STRING, "TEXT"));
        app = new SimulatedApp(registry, docs.topic(), 3, directory);
    }

    /** The n-th of the keys that are in a partition. */
    private int key(int partition, int n) {
        return IntStream.range(1, 1_000)
                .filter(id -> app.partitionOf(docs.key(id)) == partition)
                .skip(n)
                .findFirst()
                .orElseThrow();
    }

    private void put(String op, int id, String title, String body) {
        append(id, docs.change(op).after(id, title, body).lsn(lsn++), new RecordHeaders());
    }

    private void delete(int id) {
        append(id, docs.change("d").before(id).lsn(lsn++), new RecordHeaders());
    }

    private void move(int id, int newId, String title, String body) {
        long at = lsn++;
        append(id, docs.change("d").before(id).lsn(at), header("__debezium.newkey", "{\"id\":" + newId + "}"));
        append(
                newId,
                docs.change("c").after(newId, title, body).lsn(at),
                header("__debezium.oldkey", "{\"id\":" + id + "}"));
    }

    private void truncate() {
        app.append(null, docs.change("t").lsn(lsn++).bytes(), new RecordHeaders());
    }

    private void append(int id, DebeziumTable.Change change, Headers headers) {
        app.append(docs.key(id), change.bytes(), headers);
    }

    private static Headers header(String name, String value) {
        return new RecordHeaders().add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private void read(int partition) {
        while (app.readRaw(partition)) {
            app.commit(partition);
        }
    }

    private void readMoves(int partition) {
        while (app.readMoves(partition)) {
            app.commit(partition);
        }
    }

    private void readAll() {
        while (!app.isThrough()) {
            for (int partition = 0; partition < app.partitions(); partition++) {
                read(partition);
                readMoves(partition);
            }
        }
    }

    private static String body(GenericRecord record) {
        return record.get("body").toString();
    }

    private static long ordering(GenericRecord record) {
        return (long) ((GenericRecord) record.get("_meta")).get("ordering");
    }

    /** The truncate is in partition 0, and the snapshot that follows does not have the row any more. */
    @Test
    void whatAKeyHadBeforeATruncateInAnotherPartitionIsNotTakenForTheValueOfARowThatComesToIt() {
        put("r", key(TO, 0), "before", OTHER);
        truncate();
        put("r", key(FROM, 0), "after", LARGE);
        move(key(FROM, 0), key(TO, 0), "after", LEFT_OUT);
        put("u", key(TO, 0), "changed", LEFT_OUT);
        readAll();

        List<GenericRecord> records = app.clean(TO);
        assertThat(records)
                .extracting(record -> record.get("title"))
                .containsExactly(new Utf8("before"), new Utf8("after"), new Utf8("changed"));
        assertThat(body(records.get(2))).isEqualTo(LARGE);
    }

    @Test
    void norIfItCannotBeToldWhereTheRowComesFrom() {
        put("r", key(TO, 0), "before", OTHER);
        truncate();
        append(
                key(TO, 0),
                docs.change("c").after(key(TO, 0), "after", LEFT_OUT).lsn(lsn++),
                header("__debezium.oldkey", "Struct{id=1}"));
        readAll();

        assertThat(app.clean(TO)).hasSize(1);
        assertThat(app.deadLetter(TO, 1)).startsWith("Column 'body' of shop_docs is large and did not change");
    }

    @Test
    void valuesOfALaterRowDoNotTakeThePlaceOfThoseThatAreAwaited() {
        put("c", key(FROM, 0), "one", LARGE);
        put("c", key(THIRD, 0), "two", OTHER);
        move(key(FROM, 0), key(TO, 0), "one", LEFT_OUT);
        delete(key(TO, 0));
        move(key(THIRD, 0), key(TO, 0), "two", LEFT_OUT);
        read(THIRD);
        readMoves(TO);
        read(TO);
        assertThat(app.clean(TO)).isEmpty();

        read(FROM);
        readMoves(TO);
        List<GenericRecord> records = app.clean(TO);
        assertThat(records).hasSize(3);
        assertThat(body(records.get(0))).isEqualTo(LARGE);
        assertThat(body(records.get(2))).isEqualTo(OTHER);
    }

    @Test
    void norDoThoseOfAnEarlierRowThatCameTooLateToBeNeeded() {
        put("c", key(FROM, 0), "one", LARGE);
        put("c", key(THIRD, 0), "two", OTHER);
        move(key(FROM, 0), key(TO, 0), "one", "all there");
        delete(key(TO, 0));
        read(TO);
        move(key(THIRD, 0), key(TO, 0), "two", LEFT_OUT);
        read(THIRD);
        readMoves(TO);
        read(FROM);
        readMoves(TO);
        read(TO);

        List<GenericRecord> records = app.clean(TO);
        assertThat(records).hasSize(3);
        assertThat(body(records.get(2))).isEqualTo(OTHER);
    }

    @Test
    void valuesBringTheirSchemaToAPartitionThatHasNeverKeptAny() {
        put("c", key(FROM, 0), "a", LARGE);
        move(key(FROM, 0), key(TO, 0), "b", LEFT_OUT);
        readAll();
        assertThat(body(app.clean(TO).get(0))).isEqualTo(LARGE);
    }

    @Test
    void nothingIsLeftOfAMoveWhicheverSideComesFirst() {
        put("c", key(FROM, 0), "a", LARGE);
        put("c", key(FROM, 1), "a", LARGE);
        move(key(FROM, 0), key(TO, 0), "b", "all there");
        read(TO);
        read(FROM);
        readMoves(TO);
        move(key(FROM, 1), key(TO, 1), "b", "all there");
        read(FROM);
        readMoves(TO);
        read(TO);
        assertThat(app.clean(TO)).hasSize(2);
        assertThat(app.entries(TO, 'a')).isZero();
        assertThat(app.entries(TO, 'v')).isZero();
    }

    @Test
    void aTruncateForgetsTheRowsOfAllPartitionsBeforeItAndNoOthers() {
        put("c", key(TO, 0), "before", LARGE);
        put("c", key(THIRD, 0), "before", LARGE);
        truncate();
        put("c", key(TO, 1), "after", LARGE);
        put("c", key(THIRD, 1), "after", LARGE);
        read(TO);
        read(FROM);
        // Told of it late, and early.
        readMoves(TO);
        readMoves(THIRD);
        app.abort(THIRD);
        assertThat(app.entries(TO, 'v')).isEqualTo(2);
        put("u", key(TO, 1), "again", LEFT_OUT);
        put("u", key(THIRD, 1), "again", LEFT_OUT);
        readAll();

        assertThat(app.entries(TO, 'v')).isOne();
        assertThat(app.entries(THIRD, 'v')).isOne();
        assertThat(app.entries(THIRD, 't')).isZero();
        assertThat(app.clean(TO)).hasSize(3);
        assertThat(app.clean(THIRD)).hasSize(3);
    }

    @Test
    void aChangeBeforeATruncateElsewhereStillHasItsValues() {
        put("c", key(TO, 0), "a", LARGE);
        put("u", key(TO, 0), "b", LEFT_OUT);
        truncate();
        read(FROM);
        readMoves(TO);
        read(TO);
        assertThat(body(app.clean(TO).get(1))).isEqualTo(LARGE);
    }

    @Test
    void aRecordThatWaitedIsNoNewerThanTheTruncateBehindIt() {
        put("c", key(FROM, 0), "a", LARGE);
        move(key(FROM, 0), key(TO, 0), "b", LEFT_OUT);
        read(TO);
        truncate();
        put("r", key(TO, 1), "c", "small");
        read(TO);
        readAll();

        GenericRecord truncate = app.clean(FROM).get(2);
        List<GenericRecord> records = app.clean(TO);
        assertThat(records).extracting(record -> record.get("title")).containsExactly(new Utf8("c"), new Utf8("b"));
        assertThat(ordering(records.get(1))).isLessThan(ordering(truncate));
    }

    /** An update that was logged before an incremental snapshot read the row, and committed after. */
    @Test
    void aSnapshotRowThatWaitedOrdersTheChangesThatWaitedBehindIt() {
        put("c", key(FROM, 0), "a", LARGE);
        move(key(FROM, 0), key(TO, 0), "b", LEFT_OUT);
        long straddling = lsn++;
        put("r", key(TO, 0), "b", LARGE);
        append(key(TO, 0), docs.change("u").after(key(TO, 0), "c", LEFT_OUT).lsn(straddling), new RecordHeaders());
        read(TO);
        readAll();

        List<GenericRecord> records = app.clean(TO);
        assertThat(records).hasSize(3);
        assertThat(ordering(records.get(2))).isGreaterThanOrEqualTo(ordering(records.get(1)));
    }
}
