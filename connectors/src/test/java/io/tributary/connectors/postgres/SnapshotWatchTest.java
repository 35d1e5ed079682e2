package io.tributary.connectors.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.debezium.pipeline.notification.Notification;
import io.debezium.schema.SchemaFactory;
import io.debezium.schema.SchemaNameAdjuster;
import io.tributary.connectors.postgres.SnapshotRequest.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

class SnapshotWatchTest {

    private static final String SIGNALS = "raw.shop.tributary.signal_shop";
    private static final String NOTICES = "raw.shop.tributary.notifications";
    private static final Schema SIGNAL = SchemaBuilder.struct()
            .field(
                    "after",
                    SchemaBuilder.struct()
                            .optional()
                            .field("id", Schema.STRING_SCHEMA)
                            .field("type", Schema.STRING_SCHEMA)
                            .field("data", Schema.OPTIONAL_STRING_SCHEMA)
                            .build())
            .build();
    private static final SnapshotRequest LOG =
            new SnapshotRequest(Kind.BLOCKING, "public\\.log", "public", "log", false, false);
    private static final SnapshotRequest ORDERS =
            new SnapshotRequest(Kind.INCREMENTAL, "\"public\".\"orders\"", "public", "orders", true, false);
    private static final Map<String, ?> STREAMED = Map.of("lsn", 7L);
    private static final Map<String, ?> READ = Map.of("lsn", 7L, "snapshot", "BLOCKING", "snapshot_completed", false);

    private final List<SnapshotRequest> askedAgain = new ArrayList<>();
    private final List<SnapshotRequest> gone = new ArrayList<>();
    private long nanos;
    private SnapshotWatch watch = watchFrom(null);

    private SnapshotWatch watchFrom(Map<String, ?> offset) {
        RequestedSnapshots requested = RequestedSnapshots.of(offset);
        requested.cutOff(request -> false);
        return new SnapshotWatch(
                SIGNALS,
                NOTICES,
                requested,
                offset,
                (request, asked) -> Optional.of(record("truncate of " + request.table(), asked.sourceOffset())),
                requests -> {
                    askedAgain.addAll(requests);
                    return gone;
                },
                () -> nanos);
    }

    @Test
    void offsetsSayNothingWhileNoSnapshotIsAskedFor() {
        SourceRecord record = record("raw.shop.public.orders", STREAMED);

        assertThat(watch.pass(List.of(record))).containsExactly(record);
    }

    @Test
    void offsetsHoldARequestFromItsRecordOn() {
        List<SourceRecord> passed = watch.pass(
                List.of(record("raw.shop.public.orders", STREAMED), signal(LOG), record("raw.shop.public.log", READ)));

        assertThat(passed)
                .extracting(SnapshotWatchTest::unfinished)
                .containsExactly(List.of(), List.of(LOG), List.of(LOG));
    }

    @Test
    void offsetsLetGoOfARequestBehindTheLastRow() {
        List<SourceRecord> passed = watch.pass(List.of(
                signal(LOG),
                record("raw.shop.public.log", READ),
                blockingNotice("COMPLETED"),
                record("raw.shop.public.orders", STREAMED)));

        assertThat(passed)
                .extracting(SourceRecord::topic)
                .containsExactly(SIGNALS, "raw.shop.public.log", "raw.shop.public.orders");
        assertThat(unfinished(passed.get(2))).isEmpty();
    }

    @Test
    void blockingSnapshotsEndInTheOrderOfTheirRequests() {
        SnapshotRequest second = new SnapshotRequest(Kind.BLOCKING, "public\\.audit", "public", "audit", false, false);

        List<SourceRecord> passed = watch.pass(List.of(
                signal(LOG), signal(second), blockingNotice("COMPLETED"), record("raw.shop.public.audit", READ)));

        assertThat(unfinished(passed.get(2))).containsExactly(second);
    }

    @Test
    void anIncrementalSnapshotEndsWithItsTable() {
        List<SourceRecord> passed = watch.pass(List.of(
                signal(ORDERS),
                incrementalNotice("public.items", "SUCCEEDED"),
                record("before", STREAMED),
                incrementalNotice("public.orders", "SUCCEEDED"),
                record("after", STREAMED)));

        assertThat(unfinished(passed.get(1))).containsExactly(ORDERS);
        assertThat(unfinished(passed.get(2))).isEmpty();
    }

    @Test
    void theTruncateOfARequestComesRightBehindIt() {
        SnapshotRequest request = new SnapshotRequest(Kind.INCREMENTAL, "x", "public", "orders", true, true);

        List<SourceRecord> passed =
                watch.pass(List.of(record("before", STREAMED), signal(request), record("after", STREAMED)));

        assertThat(passed)
                .extracting(SourceRecord::topic)
                .containsExactly("before", SIGNALS, "truncate of orders", "after");
        assertThat(unfinished(passed.get(2))).containsExactly(request);
    }

    @Test
    void aTaskThatStartsAgainKnowsWhatIsUnfinished() {
        SourceRecord last = watch.pass(List.of(signal(LOG))).get(0);

        assertThat(RequestedSnapshots.of(last.sourceOffset()).all()).containsExactly(LOG);
    }

    /** In the offsets of a blocking snapshot Debezium leaves out the incremental one that waits for it. */
    @Test
    void anIncrementalSnapshotThatWaitsForABlockingOneIsNotForgotten() {
        Map<String, ?> inSteps = Map.of(
                "lsn", 7L, "incremental_snapshot_collections", "[orders]", "incremental_snapshot_primary_key", "00ff");

        List<SourceRecord> passed =
                watch.pass(List.of(record("any", inSteps), signal(LOG, inSteps), record("raw.shop.public.log", READ)));

        Map<String, Object> offset = new HashMap<>(passed.get(2).sourceOffset());
        assertThat(offset)
                .containsEntry("snapshot", "BLOCKING")
                .containsEntry("incremental_snapshot_collections", "[orders]")
                .containsEntry("incremental_snapshot_primary_key", "00ff");
    }

    @Test
    void anIncrementalSnapshotThatIsOverDoesNotComeBack() {
        Map<String, ?> inSteps = Map.of("lsn", 7L, "incremental_snapshot_collections", "[orders]");

        List<SourceRecord> passed =
                watch.pass(List.of(record("any", inSteps), signal(LOG, STREAMED), record("raw.shop.public.log", READ)));

        assertThat(passed.get(2).sourceOffset().keySet().toString()).doesNotContain("incremental_snapshot");
    }

    @Test
    void aSnapshotThatFailedIsAskedForAgainAfterAMinute() {
        watch.pass(List.of(signal(LOG), blockingNotice("ABORTED")));
        nanos = Duration.ofSeconds(59).toNanos();
        watch.pass(List.of());
        assertThat(askedAgain).isEmpty();

        nanos = Duration.ofSeconds(60).toNanos();
        watch.pass(List.of());

        assertThat(askedAgain).containsExactly(LOG);
    }

    @Test
    void aTableThatAnIncrementalSnapshotLeftOutIsAskedForAgain() {
        watch.pass(List.of(signal(ORDERS), incrementalNotice("public.orders", "SQL_EXCEPTION")));

        nanos = Duration.ofSeconds(60).toNanos();
        List<SourceRecord> passed = watch.pass(List.of(record("any", STREAMED)));

        assertThat(askedAgain).containsExactly(ORDERS);
        assertThat(unfinished(passed.get(0))).containsExactly(ORDERS);
    }

    @Test
    void aFailedSnapshotOfATableThatIsGoneIsForgotten() {
        watch.pass(List.of(signal(LOG), blockingNotice("ABORTED")));
        gone.add(LOG);

        nanos = Duration.ofSeconds(60).toNanos();
        List<SourceRecord> passed = watch.pass(List.of(record("any", STREAMED)));

        assertThat(unfinished(passed.get(0))).isEmpty();
    }

    @Test
    void anotherRequestForATableTakesThePlaceOfTheOneBefore() {
        watch = watchFrom(watch.pass(List.of(signal(LOG))).get(0).sourceOffset());

        List<SourceRecord> passed =
                watch.pass(List.of(signal(LOG.again()), blockingNotice("COMPLETED"), record("any", STREAMED)));

        assertThat(passed).extracting(SourceRecord::topic).containsExactly(SIGNALS, "truncate of log", "any");
        assertThat(unfinished(passed.get(2))).isEmpty();
    }

    /** The stream paused amid a transaction, after another that had written later and was committed earlier. */
    @Test
    void rowsThatAreReadInOneGoArePlacedBehindWhatWasCommitted() {
        SourceRecord row = row(150, Map.of("lsn", 150L, "lsn_commit", 210L, "snapshot", "BLOCKING"));

        SourceRecord passed = watch.pass(List.of(row)).get(0);

        assertThat(place(passed)).isEqualTo(210);
    }

    @Test
    void otherRowsStayWhereTheyAre() {
        SourceRecord row = row(150, Map.of("lsn", 150L, "lsn_commit", 210L));

        SourceRecord passed = watch.pass(List.of(row)).get(0);

        assertThat(place(passed)).isEqualTo(150);
    }

    @Test
    void whatEndsBeforeARequestIsHeardAgainIsAnotherSnapshot() {
        SnapshotRequest other = new SnapshotRequest(Kind.BLOCKING, "public\\.audit", "public", "audit", false, false);
        watch = watchFrom(watch.pass(List.of(signal(LOG))).get(0).sourceOffset());

        List<SourceRecord> passed =
                watch.pass(List.of(signal(other), blockingNotice("COMPLETED"), record("any", STREAMED)));

        assertThat(unfinished(passed.get(1))).containsExactly(LOG);
    }

    private static List<SnapshotRequest> unfinished(SourceRecord record) {
        return RequestedSnapshots.of(record.sourceOffset()).all();
    }

    private static SourceRecord record(String topic, Map<String, ?> offset) {
        return new SourceRecord(Map.of("server", "raw.shop"), offset, topic, Schema.STRING_SCHEMA, "value");
    }

    private static SourceRecord row(long place, Map<String, ?> offset) {
        Schema source = SchemaBuilder.struct().field("lsn", Schema.INT64_SCHEMA).build();
        Schema envelope = SchemaBuilder.struct().field("source", source).build();
        Struct value = new Struct(envelope).put("source", new Struct(source).put("lsn", place));
        return new SourceRecord(Map.of("server", "raw.shop"), offset, "raw.shop.public.orders", envelope, value);
    }

    private static long place(SourceRecord record) {
        return ((Struct) record.value()).getStruct("source").getInt64("lsn");
    }

    private static SourceRecord signal(SnapshotRequest request) {
        return signal(request, STREAMED);
    }

    private static SourceRecord signal(SnapshotRequest request, Map<String, ?> offset) {
        Struct after = new Struct(SIGNAL.field("after").schema())
                .put("id", "1")
                .put("type", "execute-snapshot")
                .put("data", request.json());
        return new SourceRecord(
                Map.of("server", "raw.shop"), offset, SIGNALS, SIGNAL, new Struct(SIGNAL).put("after", after));
    }

    private static SourceRecord blockingNotice(String type) {
        return notice("Initial Snapshot", type, Map.of());
    }

    private static SourceRecord incrementalNotice(String table, String status) {
        return notice(
                "Incremental Snapshot", "TABLE_SCAN_COMPLETED", Map.of("scanned_collection", table, "status", status));
    }

    private static SourceRecord notice(String about, String type, Map<String, String> details) {
        Schema schema = SchemaFactory.get().notificationValueSchema(SchemaNameAdjuster.NO_OP);
        Struct value = new Struct(schema)
                .put(Notification.ID_KEY, "1")
                .put(Notification.TYPE, type)
                .put(Notification.AGGREGATE_TYPE, about)
                .put(Notification.ADDITIONAL_DATA, details)
                .put(Notification.TIMESTAMP, 1L);
        return new SourceRecord(Map.of("server", "raw.shop"), STREAMED, NOTICES, schema, value);
    }
}
