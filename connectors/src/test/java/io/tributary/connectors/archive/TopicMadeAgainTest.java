package io.tributary.connectors.archive;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A topic that is deleted, made again, or loses records: neither mixed with what it was, nor in the way of others. */
class TopicMadeAgainTest {

    private static final TopicPartition FIRST = Worker.PARTITION;
    private static final TopicPartition OTHER = new TopicPartition("raw.shop.public.customers", 0);
    private static final String NEXT_ID = "aaaaaaaaaaaaaaaaaaaaaQ";

    @TempDir
    private Path folder;

    private final List<SinkRecord> log = new ArrayList<>();
    private FakeS3 s3;
    private Map<String, String> config;
    private Worker worker;

    @BeforeEach
    void archiveTenOfEach() throws IOException {
        s3 = new FakeS3();
        config = Settings.of(s3, folder);
        config.put(ArchiveConfig.FLUSH_SIZE, "10");
        fill(FIRST, 10, 1);
        fill(OTHER, 10, 1);
        worker = new Worker(config, log, 100, 0, List.of(FIRST, OTHER));
        worker.rounds(3);
    }

    @AfterEach
    void stop() {
        worker.stop();
        s3.close();
    }

    @Test
    void itGoesOnUnderItsNewIdBesideTheOld() throws IOException {
        makeAgain(10, 2);
        fill(OTHER, 10, 1);

        worker.rounds(5);

        assertThat(values(FIRST, Worker.TOPIC_ID)).containsOnly(1).hasSize(10);
        assertThat(values(FIRST, NEXT_ID)).containsOnly(2).hasSize(10);
        assertThat(values(OTHER, Worker.TOPIC_ID)).hasSize(20);
        assertThat(ReadBack.manifest(s3.objects))
                .extracting(entry -> entry.path("topic_id").asText())
                .contains(Worker.TOPIC_ID, NEXT_ID);
    }

    @Test
    void aLongerOneIsNotMistakenForItsContinuation() throws IOException {
        makeAgain(29, 2);

        worker.rounds(2);
        worker.now += 10_000;
        worker.rounds(4);

        assertThat(values(FIRST, Worker.TOPIC_ID)).containsOnly(1).hasSize(10);
        assertThat(values(FIRST, NEXT_ID)).containsOnly(2).hasSize(20);
    }

    @Test
    void aTaskThatStartsLaterDoesNotMistakeItEither() throws IOException {
        worker.stop();
        makeAgain(30, 2);
        worker = new Worker(config, log, 100, 10, List.of(FIRST, OTHER));
        worker.topicIds.put(FIRST.topic(), NEXT_ID);

        worker.rounds(5);

        assertThat(values(FIRST, NEXT_ID)).containsOnly(2).hasSize(30);
    }

    @Test
    void whatWasReadIsSavedBeforeItsTopicIsForgotten() throws IOException {
        fill(FIRST, 4, 1);
        worker.rounds(2);
        worker.topicIds.remove(FIRST.topic());

        worker.revoke();

        assertThat(values(FIRST, Worker.TOPIC_ID)).hasSize(14);
    }

    @Test
    void whatWasReadIsSavedWhenItsTopicBeginsAgain() throws IOException {
        fill(FIRST, 4, 1);
        worker.rounds(2);
        makeAgain(10, 2);

        worker.rounds(5);

        assertThat(values(FIRST, Worker.TOPIC_ID)).containsOnly(1).hasSize(14);
        assertThat(values(FIRST, NEXT_ID)).containsOnly(2).hasSize(10);
    }

    @Test
    void oneThatOnlyLostRecordsStopsAloneAndSaysSo() throws IOException {
        log.removeIf(record -> record.topic().equals(FIRST.topic()) && record.kafkaOffset() >= 5);
        fill(OTHER, 10, 1);
        worker.takeCommitRequest();

        worker.rounds(5);

        assertThat(values(FIRST, Worker.TOPIC_ID)).hasSize(10);
        assertThat(values(OTHER, Worker.TOPIC_ID)).hasSize(20);
        JsonNode said = new ObjectMapper().readTree(worker.committed(FIRST).metadata());
        assertThat(said.path("error").asText())
                .startsWith("Topic raw.shop.public.orders partition 0 goes on at offset 0, but the archive holds what"
                        + " came before offset 10 under the same topic id")
                .contains("Move the folders " + Worker.TOPIC_ID);
        assertThat(worker.committed(OTHER)).isEqualTo(new OffsetAndMetadata(20, "{}"));
        assertThat(worker.takeCommitRequest()).isTrue();
    }

    @Test
    void oneThatStoppedGoesOnOnceItIsMadeAgain() throws IOException {
        log.removeIf(record -> record.topic().equals(FIRST.topic()) && record.kafkaOffset() >= 5);
        worker.rounds(5);
        makeAgain(10, 2);

        worker.now += 10_000;
        worker.rounds(3);

        assertThat(values(FIRST, NEXT_ID)).containsOnly(2).hasSize(10);
        assertThat(worker.committed(FIRST)).isEqualTo(new OffsetAndMetadata(10, "{}"));
    }

    @Test
    void whatLostRecordsIsArchivedAnewOnceItsFoldersAreAway() throws IOException {
        log.removeIf(record -> record.topic().equals(FIRST.topic()) && record.kafkaOffset() >= 5);
        worker.rounds(5);
        worker.stop();
        s3.objects.keySet().removeIf(key -> key.contains("/" + FIRST.topic() + "/0/" + Worker.TOPIC_ID + "/"));
        fill(FIRST, 5, 3);
        worker = new Worker(config, log, 100, 0, List.of(FIRST, OTHER));

        worker.rounds(3);

        assertThat(values(FIRST, Worker.TOPIC_ID)).containsExactly(1, 1, 1, 1, 1, 3, 3, 3, 3, 3);
        assertThat(worker.committed(FIRST)).isEqualTo(new OffsetAndMetadata(10, "{}"));
    }

    private void makeAgain(int records, int value) {
        log.removeIf(record -> record.topic().equals(FIRST.topic()));
        fill(FIRST, records, value);
        worker.topicIds.put(FIRST.topic(), NEXT_ID);
    }

    private void fill(TopicPartition partition, int records, int value) {
        long first = log.stream()
                .filter(record -> record.topic().equals(partition.topic()))
                .count();
        LongStream.range(first, first + records)
                .mapToObj(offset -> Worker.record(partition, offset, new byte[] {(byte) value}))
                .forEach(log::add);
    }

    private List<Integer> values(TopicPartition partition, String topicId) throws IOException {
        return ReadBack.records(s3.objects, partition.topic(), topicId).stream()
                .map(read -> (int) read.value()[0])
                .toList();
    }
}
