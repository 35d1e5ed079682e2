package io.tributary.stack.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.stack.archive.ArchiveReport.Bounds;
import io.tributary.stack.status.ArchiveStatus;
import io.tributary.stack.status.ArchiveStatus.TopicStatus;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class ArchiveReportTest {

    private static final TopicPartition ORDERS = new TopicPartition("orders", 0);
    private static final TopicPartition MORE_ORDERS = new TopicPartition("orders", 1);
    private static final TopicPartition ITEMS = new TopicPartition("items", 0);
    private static final TopicPartition GONE = new TopicPartition("gone", 0);
    private static final TopicPartition NEW = new TopicPartition("new", 0);
    private static final Instant AT = Instant.ofEpochSecond(1_790_000_000);

    @Test
    void partitionsAddUpWithoutTheMarkerAtTheirEnds() {
        ArchiveStatus status = ArchiveReport.of(
                Map.of(
                        ORDERS, new OffsetAndMetadata(90, "{}"),
                        MORE_ORDERS, new OffsetAndMetadata(0),
                        ITEMS, new OffsetAndMetadata(7),
                        GONE, new OffsetAndMetadata(5)),
                Map.of(ORDERS, held(101), MORE_ORDERS, held(0), ITEMS, held(8)),
                AT);

        assertThat(status)
                .isEqualTo(new ArchiveStatus(
                        null,
                        null,
                        10,
                        List.of(new TopicStatus("items", 0, null, null), new TopicStatus("orders", 10, null, null)),
                        "2026-09-21T14:13:20Z"));
    }

    @Test
    void allThatKafkaHoldsOfWhatTheConnectorHasNotHeardOfWaits() {
        Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
        committed.put(ORDERS, new OffsetAndMetadata(100));
        committed.put(ITEMS, null);

        ArchiveStatus status = ArchiveReport.of(
                committed,
                Map.of(ORDERS, held(101), MORE_ORDERS, held(21), ITEMS, new Bounds(50, 101), NEW, held(0)),
                AT);

        assertThat(status.behind()).isEqualTo(70);
        assertThat(status.topics())
                .containsExactly(
                        new TopicStatus("items", 50, null, null),
                        new TopicStatus("new", 0, null, null),
                        new TopicStatus("orders", 20, null, null));
    }

    @Test
    void whatKafkaHasDroppedDoesNotWait() {
        ArchiveStatus status =
                ArchiveReport.of(Map.of(ORDERS, new OffsetAndMetadata(10)), Map.of(ORDERS, new Bounds(90, 101)), AT);

        assertThat(status.behind()).isEqualTo(10);
    }

    @Test
    void whatMostTopicsSayIsSaidOfTheWhole() {
        String unavailable = "{\"error\":\"S3 says no\",\"since\":1790000000000}";
        ArchiveStatus status = ArchiveReport.of(
                Map.of(
                        ORDERS, new OffsetAndMetadata(0, unavailable),
                        ITEMS, new OffsetAndMetadata(0, unavailable),
                        GONE, new OffsetAndMetadata(0, "{\"error\":\"lost\",\"since\":1780000000000}")),
                Map.of(ORDERS, held(1), ITEMS, held(1), GONE, held(1)),
                AT);

        assertThat(status.error()).isEqualTo("S3 says no");
        assertThat(status.since()).isEqualTo("2026-09-21T14:13:20Z");
        assertThat(status.topics()).contains(new TopicStatus("gone", 0, "lost", "2026-05-28T20:26:40Z"));
    }

    @Test
    void anotherToolsMetadataIsPassedOver() {
        ArchiveStatus status =
                ArchiveReport.of(Map.of(ORDERS, new OffsetAndMetadata(0, "reset by me")), Map.of(ORDERS, held(3)), AT);

        assertThat(status.error()).isNull();
        assertThat(status.behind()).isEqualTo(2);
    }

    private static Bounds held(long end) {
        return new Bounds(0, end);
    }
}
