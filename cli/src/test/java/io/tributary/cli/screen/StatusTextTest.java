package io.tributary.cli.screen;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.stack.status.ArchiveStatus;
import io.tributary.stack.status.ArchiveStatus.TopicStatus;
import io.tributary.stack.status.ConnectorStatus;
import io.tributary.stack.status.ConnectorStatus.TaskStatus;
import io.tributary.stack.status.DiskStatus;
import io.tributary.stack.status.Endpoints;
import io.tributary.stack.status.FilesStatus;
import io.tributary.stack.status.PollStatus;
import io.tributary.stack.status.ProcessStatus;
import io.tributary.stack.status.SourceStatus;
import io.tributary.stack.status.StackStatus;
import io.tributary.stack.status.TableStatus;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StatusTextTest {

    private static final long MEBIBYTE = 1L << 20;

    @Test
    void showsEverythingOnOneScreen() {
        StackStatus status = status(List.of(
                table("silver", "shop_orders", 1_234_567L, 1_500L), table("bronze", "shop_orders", 2L, 90_000L)));

        assertThat(StatusText.of(status, 100))
                .isEqualTo(
                        """
                        Tributary is ready

                        PROCESS     STATE    PID   MEMORY  RESTARTS
                        spark       RUNNING   17  512 MiB         2
                        supervisor  RUNNING    5  100 MiB
                        all                       612 MiB

                        SOURCE     CONNECTOR  TASKS    TABLES  WAL KEPT
                        shop       RUNNING    RUNNING       1   4.0 KiB
                        (archive)  RUNNING    FAILED

                        Not archived yet: 1,240 records of 2 topics, most of them of raw.shop.public.orders (1,234)

                        TABLE        SILVER ROWS  FRESHNESS  BEHIND  BRONZE ROWS   FRESHNESS  BEHIND  DEAD LETTERS
                        shop_orders    1,234,567      1.5 s       0            2  1 min 30 s       0             4

                        ! The disk is nearly full

                        kafka     127.0.0.1:1   registry http://r""");
    }

    @Test
    void showsHowFarFilesAndPollsAre() {
        StackStatus status = status(
                List.of(
                        new FilesStatus(
                                "jobs",
                                "movements",
                                12,
                                3,
                                4 * MEBIBYTE,
                                MEBIBYTE,
                                1,
                                1_234_567,
                                2,
                                "202404.7z",
                                "now",
                                null),
                        new FilesStatus("ratings", "films", 1, 1, 4096, 4096, 0, 500, 0, null, "now", null)),
                List.of(new PollStatus("films", 41, 7, 1, "2024-02-01T00:00:00Z")),
                List.of());

        assertThat(StatusText.of(status, 100))
                .contains(
                        """
                        FILES OF           READ               BYTES  REJECTED    RECORDS  REJECTED  READING
                        jobs.movements  3 of 12  1.0 MiB of 4.0 MiB         1  1,234,567         2  202404.7z
                        ratings.films    1 of 1  4.0 KiB of 4.0 KiB         0        500         0

                        LAST POLL OF  REQUESTS  CHANGED  FAILED  AT
                        films               41        7       1  2024-02-01T00:00:00Z
                        """);
    }

    @Test
    void tablesThatDoNotFitAreCounted() {
        StackStatus status = status(IntStream.range(0, 50)
                .mapToObj(number -> table("silver", "shop_t" + number, 1L, 1L))
                .toList());

        List<String> lines = StatusText.of(status, 24).lines().toList();

        assertThat(lines).hasSize(24);
        assertThat(lines).anyMatch(line -> line.matches("\\.\\.\\. and 4\\d more"));
        assertThat(lines.get(23)).startsWith("kafka");
    }

    @Test
    void aSmallScreenIsNeverOverrun() {
        assertThat(StatusText.of(status(List.of()), 5).lines()).hasSize(5);
    }

    @Test
    void theFirstLineTellsOfAProcessThatDoesNotRun() {
        StackStatus status = status("UNHEALTHY", List.of());

        assertThat(StatusText.of(status, 100)).startsWith("Tributary is disturbed: spark is UNHEALTHY\n");
    }

    private static StackStatus status(List<TableStatus> tables) {
        return status("RUNNING", List.of(), List.of(), tables);
    }

    private static StackStatus status(String spark, List<TableStatus> tables) {
        return status(spark, List.of(), List.of(), tables);
    }

    private static StackStatus status(List<FilesStatus> files, List<PollStatus> polls, List<TableStatus> tables) {
        return status("RUNNING", files, polls, tables);
    }

    private static StackStatus status(
            String spark, List<FilesStatus> files, List<PollStatus> polls, List<TableStatus> tables) {
        return new StackStatus(
                true,
                List.of(),
                new StackStatus.Progress(1, 1),
                new StackStatus.SupervisorStatus(5, 100 * MEBIBYTE),
                List.of("The disk is nearly full"),
                List.of(new ProcessStatus("spark", spark, 17L, 512 * MEBIBYTE, 2, null, "log")),
                List.of(
                        new ConnectorStatus(
                                "postgres-shop", "shop", "RUNNING", List.of(new TaskStatus(0, "RUNNING")), null),
                        new ConnectorStatus("archive", null, "RUNNING", List.of(new TaskStatus(0, "FAILED")), null)),
                List.of(new SourceStatus(
                        "shop",
                        "postgres",
                        "tributary_shop",
                        true,
                        "reserved",
                        4096L,
                        null,
                        List.of("public.orders"),
                        List.of(),
                        List.of(),
                        List.of(),
                        null)),
                files,
                polls,
                new ArchiveStatus(
                        null,
                        null,
                        1_240,
                        List.of(
                                new TopicStatus("raw.shop.public.orders", 1_234, null, null),
                                new TopicStatus("raw.shop.public.items", 6, null, null)),
                        "2026-01-01T00:00:00Z"),
                tables,
                new Endpoints(
                        null,
                        new Endpoints.Kafka("127.0.0.1:1"),
                        new Endpoints.Registry("http://r"),
                        new Endpoints.Connect("http://c"),
                        new Endpoints.S3(null, "bucket", null),
                        new Endpoints.Sql("http://q"),
                        new Endpoints.Supervisor("http://v")),
                new DiskStatus(1, "LOW"));
    }

    private static TableStatus table(String layer, String name, Long rows, Long freshness) {
        return new TableStatus(
                layer, name, "shop", "orders", rows, 0L, freshness, "1", 4L, null, null, null, null, null, List.of(),
                List.of(), 0L);
    }
}
