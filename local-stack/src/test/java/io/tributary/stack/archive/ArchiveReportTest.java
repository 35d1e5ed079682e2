package io.tributary.stack.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.stack.status.ArchiveStatus;
import io.tributary.stack.status.ArchiveStatus.TopicStatus;
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

    @Test
    void partitionsAddUpWithoutTheMarkerAtTheirEnds() {
        ArchiveStatus status = ArchiveReport.of(
                Map.of(
                        ORDERS, new OffsetAndMetadata(90, "{}"),
                        MORE_ORDERS, new OffsetAndMetadata(0),
                        ITEMS, new OffsetAndMetadata(7),
                        GONE, new OffsetAndMetadata(5)),
                Map.of(ORDERS, 101L, MORE_ORDERS, 0L, ITEMS, 8L));

        assertThat(status)
                .isEqualTo(new ArchiveStatus(
                        null,
                        null,
                        10,
                        List.of(new TopicStatus("items", 0, null, null), new TopicStatus("orders", 10, null, null))));
    }

    @Test
    void whatMostTopicsSayIsSaidOfTheWhole() {
        String unavailable = "{\"error\":\"S3 says no\",\"since\":1790000000000}";
        ArchiveStatus status = ArchiveReport.of(
                Map.of(
                        ORDERS, new OffsetAndMetadata(0, unavailable),
                        ITEMS, new OffsetAndMetadata(0, unavailable),
                        GONE, new OffsetAndMetadata(0, "{\"error\":\"lost\",\"since\":1780000000000}")),
                Map.of(ORDERS, 1L, ITEMS, 1L, GONE, 1L));

        assertThat(status.error()).isEqualTo("S3 says no");
        assertThat(status.since()).isEqualTo("2026-09-21T14:13:20Z");
        assertThat(status.topics()).contains(new TopicStatus("gone", 0, "lost", "2026-05-28T20:26:40Z"));
    }

    @Test
    void anotherToolsMetadataIsPassedOver() {
        ArchiveStatus status =
                ArchiveReport.of(Map.of(ORDERS, new OffsetAndMetadata(0, "reset by me")), Map.of(ORDERS, 3L));

        assertThat(status.error()).isNull();
        assertThat(status.behind()).isEqualTo(2);
    }
}
