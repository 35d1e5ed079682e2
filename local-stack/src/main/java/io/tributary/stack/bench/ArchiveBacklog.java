package io.tributary.stack.bench;

import io.tributary.stack.config.PortRole;
import io.tributary.stack.layout.ProcessName;
import io.tributary.stack.layout.StackException;
import io.tributary.stack.process.LakeStore;
import io.tributary.stack.process.ProcessContext;
import io.tributary.stack.status.ConnectorStatus;
import io.tributary.stack.supervisor.StackPlan;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A topic that fills while the archive pauses. */
final class ArchiveBacklog {

    static final String TOPIC = "bench.archive";

    private static final String CONNECTOR = "archive";
    private static final int KEY_BYTES = 14;
    private static final int VALUE_BYTES = 300;
    private static final int VALUES = 20_000;
    private static final long SEED = 1;

    private final ProcessContext context;

    ArchiveBacklog(StackPlan plan) {
        this.context = plan.context();
    }

    void createTopic() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap()))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
        } catch (ExecutionException e) {
            throw new StackException("The topic " + TOPIC + " cannot be made: " + e.getCause(), e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    void pauseArchive(BenchStack stack) {
        askConnect("pause");
        stack.await(
                () -> stack.status().connectors().stream()
                        .filter(connector -> connector.name().equals(CONNECTOR))
                        .anyMatch(ArchiveBacklog::isPaused),
                () -> "the archive does not pause");
    }

    void resumeArchive() {
        askConnect("resume");
    }

    /** Fills the topic; returns when the broker has all. */
    void produce(long records) {
        List<byte[]> values = values(new Random(SEED));
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", bootstrap(), "compression.type", "lz4", "linger.ms", 20, "batch.size", 1 << 18);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (long i = 0; i < records; i++) {
                byte[] key = String.format("%0" + KEY_BYTES + "d", i).getBytes(StandardCharsets.US_ASCII);
                producer.send(new ProducerRecord<>(TOPIC, key, values.get((int) (i % VALUES))));
            }
        }
    }

    /** What the archive has of the topic by now. */
    ArchivedFiles archived() {
        LakeStore lake = LakeStore.of(context);
        return ArchivedFiles.in(context.state()
                .data(ProcessName.OBJECTSTORE)
                .resolve(lake.bucket())
                .resolve(lake.prefix() + "raw/manifest/" + TOPIC));
    }

    private static boolean isPaused(ConnectorStatus connector) {
        return connector.state().equals("PAUSED")
                && connector.tasks().stream().allMatch(task -> task.state().equals("PAUSED"));
    }

    /** Rows as a table has them: half of it words that come again, half of it nothing of the kind. */
    private static List<byte[]> values(Random random) {
        byte[] words = "delivered shipped invoiced sao paulo rio de janeiro credit_card boleto voucher "
                .repeat(10)
                .getBytes(StandardCharsets.US_ASCII);
        int half = VALUE_BYTES / 2;
        List<byte[]> values = new ArrayList<>();
        for (int i = 0; i < VALUES; i++) {
            byte[] value = new byte[VALUE_BYTES];
            random.nextBytes(value);
            System.arraycopy(words, random.nextInt(words.length - half), value, half, half);
            // Not the first byte of the wire format: there is no schema to look for.
            value[0] = 1;
            values.add(value);
        }
        return values;
    }

    private void askConnect(String action) {
        URI uri = URI.create("http://127.0.0.1:" + port(PortRole.CONNECT) + "/connectors/" + CONNECTOR + "/" + action);
        try {
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(uri)
                                    .PUT(HttpRequest.BodyPublishers.noBody())
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new StackException(
                        "Kafka Connect answered " + uri + " with " + answer.statusCode() + ": " + answer.body());
            }
        } catch (IOException e) {
            throw new StackException("Kafka Connect does not answer at " + uri + ": " + e, e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private String bootstrap() {
        return "127.0.0.1:" + port(PortRole.BROKER);
    }

    private int port(PortRole role) {
        return context.config().stack().ports().of(role);
    }

    private static StackException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new StackException("Interrupted while measuring", e);
    }
}
