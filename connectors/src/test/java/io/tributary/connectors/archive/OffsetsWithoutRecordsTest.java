package io.tributary.connectors.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.tributary.connectors.archive.FakeS3.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Offsets that Connect never hands over: markers of transactions, and what Kafka dropped. */
class OffsetsWithoutRecordsTest {

    @TempDir
    private Path folder;

    private final List<SinkRecord> log = new ArrayList<>();
    private FakeS3 s3;
    private Map<String, String> config;

    @BeforeEach
    void start() throws IOException {
        s3 = new FakeS3();
        config = Settings.of(s3, folder);
    }

    @AfterEach
    void stop() {
        s3.close();
    }

    private Worker worker() {
        return new Worker(config, log, 100, 0);
    }

    private void records(int count) {
        for (int i = 0; i < count; i++) {
            log.add(Worker.record(i, null, new byte[] {1}));
        }
    }

    @Test
    void theArchiveEndsWhereTheLogDoesBehindTheMarkersOfTransactions() throws Exception {
        records(3);
        config.put(ArchiveConfig.ROTATE_INTERVAL, "200");
        Worker worker = worker();
        worker.ends.put(Worker.PARTITION, 5L);
        worker.rounds(2);

        worker.now += 200;
        worker.round();
        long atOnce = worker.archived();
        worker.round();

        assertThat(ranges()).containsExactly("0-4: 3");
        assertThat(ReadBack.records(s3.objects)).hasSize(3);
        assertThat(atOnce).as("Connect takes no more than it has delivered").isEqualTo(3);
        assertThat(worker.archived()).isEqualTo(5);
        worker.stop();
    }

    @Test
    void aFileDoesNotEndBehindMarkersIfThereIsMoreToCome() throws Exception {
        records(3);
        config.put(ArchiveConfig.FLUSH_SIZE, "3");
        Worker worker = worker();
        worker.ends.put(Worker.PARTITION, 5L);
        worker.rounds(2);
        log.add(Worker.record(5, null, new byte[] {1}));

        worker.rounds(2);

        assertThat(ranges()).containsExactly("0-2: 3");
        worker.stop();
    }

    @Test
    void markersThatComeLaterHaveAFileOfTheirOwnOnceTheTopicIsIdle() throws Exception {
        records(3);
        config.put(ArchiveConfig.FLUSH_SIZE, "3");
        config.put(ArchiveConfig.ROTATE_INTERVAL, "20000");
        Worker worker = worker();
        worker.rounds(3);
        worker.ends.put(Worker.PARTITION, 5L);
        worker.now += 19_999;
        worker.rounds(2);
        List<String> before = ranges();

        worker.now += 20_000;
        worker.rounds(3);
        log.add(Worker.record(5, null, new byte[] {1}));
        worker.rounds(2);
        worker.now += 20_000;
        worker.rounds(2);

        assertThat(before).containsExactly("0-2: 3");
        assertThat(ranges()).containsExactly("0-2: 3", "3-4: 0", "5-5: 1");
        assertThat(ReadBack.records(s3.objects)).hasSize(4);
        worker.stop();
    }

    @Test
    void aClaimThatEndsInMarkersIsFulfilledThoughNothingFollows() throws Exception {
        records(3);
        config.put(ArchiveConfig.ROTATE_INTERVAL, "200");
        Worker killed = worker();
        killed.ends.put(Worker.PARTITION, 5L);
        killed.rounds(2);
        s3.faults = (method, key) -> key.startsWith("raw/data/") ? Fault.answer(403, "AccessDenied") : Fault.NONE;
        killed.now += 200;
        assertThatThrownBy(() -> killed.rounds(2)).isInstanceOf(ConnectException.class);
        s3.faults = (method, key) -> Fault.NONE;
        Worker successor = worker();
        successor.ends.put(Worker.PARTITION, 5L);

        successor.rounds(2);
        successor.now += 10_000;
        successor.rounds(2);

        assertThat(ranges()).containsExactly("0-4: 3");
        assertThat(successor.archived()).isEqualTo(5);
        killed.stop();
        successor.stop();
    }

    @Test
    void whatKafkaHadDroppedBeforeItWasReadIsInTheManifest() throws Exception {
        records(3);
        log.removeIf(record -> record.kafkaOffset() < 2);
        log.add(Worker.record(3, null, new byte[] {1}));
        config.put(ArchiveConfig.FLUSH_SIZE, "1");
        Worker worker = worker();
        worker.begins.put(Worker.PARTITION, 2L);

        worker.rounds(4);

        assertThat(ReadBack.manifest(s3.objects))
                .extracting(entry -> entry.path("first_offset").asLong(), entry -> entry.path("dropped_before"))
                .containsExactly(tuple(0L, new IntNode(2)), tuple(3L, MissingNode.getInstance()));
        worker.stop();
    }

    @Test
    void whatKafkaDropsWhileTheStoreIsAwayIsInTheManifest() throws Exception {
        records(4);
        config.put(ArchiveConfig.ROTATE_INTERVAL, "200");
        Worker worker = worker();
        worker.rounds(2);
        s3.faults = (method, key) -> Fault.answer(503, "SlowDown");
        worker.now += 200;
        worker.rounds(2);
        // Another record is read, and Connect keeps it; more is dropped than that.
        log.add(Worker.record(4, null, new byte[] {1}));
        s3.faults = (method, key) -> Fault.NONE;
        worker.round();
        log.clear();
        log.add(Worker.record(9, null, new byte[] {1}));
        worker.begins.put(Worker.PARTITION, 9L);
        worker.rounds(2);
        worker.now += 200;
        worker.rounds(2);

        assertThat(ReadBack.manifest(s3.objects))
                .extracting(entry -> entry.path("first_offset") + "-" + entry.path("last_offset") + ": "
                        + entry.path("dropped_before"))
                .containsExactly("0-3: ", "4-4: ", "5-9: 9");
        worker.stop();
    }

    /** The ranges of the manifest, with the number of records in each. */
    private List<String> ranges() throws IOException {
        return ReadBack.manifest(s3.objects).stream()
                .map(entry -> entry.path("first_offset") + "-" + entry.path("last_offset") + ": "
                        + entry.path("record_count"))
                .toList();
    }
}
