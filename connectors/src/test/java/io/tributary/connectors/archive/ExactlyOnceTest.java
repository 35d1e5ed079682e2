package io.tributary.connectors.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.connectors.archive.FakeS3.Fault;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is killed, repeated or taken over, and whatever S3 answers: each offset is in the archive exactly once. */
class ExactlyOnceTest {

    private static final int RECORDS = 300;
    private static final int MARKERS = 2;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void throughKillsTakeoversAndFaults(long seed) throws Exception {
        Random random = new Random(seed);
        List<SinkRecord> log = log(random);
        long end = log.get(log.size() - 1).kafkaOffset() + 1 + MARKERS;
        try (FakeS3 s3 = new FakeS3()) {
            List<Worker> zombies = new ArrayList<>();
            for (int life = 0; life < 25; life++) {
                Worker worker = worker(s3, log, random);
                s3.faults = faults(random);
                live(worker, 1 + random.nextInt(12));
                zombies.add(worker);
                s3.faults = (method, key) -> Fault.NONE;
                // One that was taken for dead goes on for a moment, beside its successors.
                live(zombies.get(random.nextInt(zombies.size())), random.nextInt(3));
            }
            Worker last = worker(s3, log, random, 1);
            last.round();
            for (int round = 0; round < 2_000 && last.archived() < end; round++) {
                last.now += 60_000;
                last.round();
            }

            assertThat(ReadBack.records(s3.objects))
                    .as("seed %d", seed)
                    .usingRecursiveFieldByFieldElementComparator()
                    .containsExactlyElementsOf(log.stream()
                            .map(record -> new ReadBack.Read(
                                    record.kafkaOffset(), (byte[]) record.key(), (byte[]) record.value()))
                            .toList());
            assertThat(last.archived()).as("seed %d", seed).isEqualTo(end);
            zombies.forEach(Worker::stop);
            last.stop();
        }
    }

    private static void live(Worker worker, int rounds) {
        try {
            worker.rounds(rounds);
        } catch (ConnectException e) {
            // Killed, or stopped by what S3 said; its successor goes on.
            assertThat(e).hasMessageContaining("403");
        }
    }

    /** Sometimes an error; and from some request on nothing is answered, and the last may have been done: a kill. */
    private static java.util.function.BiFunction<String, String, Fault> faults(Random random) {
        AtomicInteger left = new AtomicInteger(random.nextInt(20));
        boolean lastIsDone = random.nextBoolean();
        int errorEvery = 4 + random.nextInt(20);
        AtomicInteger count = new AtomicInteger();
        return (method, key) -> {
            int requests = left.decrementAndGet();
            if (requests < 0) {
                return Fault.answer(403, "AccessDenied");
            }
            if (requests == 0) {
                return new Fault(403, "AccessDenied", lastIsDone);
            }
            if (count.incrementAndGet() % errorEvery == 0) {
                return count.get() % 2 == 0 ? Fault.lostAnswer() : Fault.answer(503, "SlowDown");
            }
            return Fault.NONE;
        };
    }

    private Worker worker(FakeS3 s3, List<SinkRecord> log, Random random) {
        return worker(s3, log, random, 1 + random.nextInt(40));
    }

    private Worker worker(FakeS3 s3, List<SinkRecord> log, Random random, int flushSize) {
        Map<String, String> config = new HashMap<>(Settings.of(s3, folder));
        config.put(ArchiveConfig.FLUSH_SIZE, String.valueOf(flushSize));
        config.put(ArchiveConfig.FORMAT, random.nextBoolean() ? "avro" : "jsonl");
        config.put(ArchiveConfig.COMPRESSION, List.of("none", "gzip", "zstd").get(random.nextInt(3)));
        // Some end their files by the clock, at once.
        config.put(ArchiveConfig.ROTATE_INTERVAL, random.nextInt(4) == 0 ? "1" : "600000");
        // What Kafka has committed may be anything; the bucket decides.
        Worker worker = new Worker(config, log, 1 + random.nextInt(60), random.nextInt(2 * RECORDS));
        worker.ends.put(Worker.PARTITION, log.get(log.size() - 1).kafkaOffset() + 1 + MARKERS);
        return worker;
    }

    /** Offsets with the gaps that transactions leave. */
    private static List<SinkRecord> log(Random random) {
        List<SinkRecord> log = new ArrayList<>();
        long offset = random.nextInt(3);
        for (int i = 0; i < RECORDS; i++) {
            byte[] value = random.nextInt(10) == 0 ? null : new byte[random.nextInt(200)];
            if (value != null) {
                random.nextBytes(value);
            }
            log.add(Worker.record(offset, random.nextInt(5) == 0 ? null : new byte[] {(byte) i}, value));
            offset += random.nextInt(4) == 0 ? 2 + random.nextInt(2) : 1;
        }
        return log;
    }
}
