package io.tributary.spark.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.schemas.change.ChangeMetadata;
import io.tributary.schemas.change.Operation;
import io.tributary.schemas.naming.Dataset;
import io.tributary.schemas.registry.HttpSchemaRegistry;
import io.tributary.schemas.registry.SchemaRegistry;
import io.tributary.schemas.wire.AvroCodec;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Loads a broker with clean records and measures when the ingest process has them: {@code key=value} arguments
 * {@code bootstrap registry status tables rows partitions rate seconds seed}. First {@code rows} snapshot rows a table,
 * then {@code rate} mixed changes a second in all for {@code seconds}.
 */
public final class CleanLoad {

    private static final int CHANGES_PER_TRANSACTION_SECOND = 5;

    private final SchemaRegistry registry;
    private final AvroCodec codec;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Random random;
    private final List<LoadedTable> tables = new ArrayList<>();
    private long lsn = 1_000_000;

    private static final class LoadedTable {
        private final Dataset dataset;
        private final OrdersShape shape;
        private final int partitions;
        private final List<Long> ids = new ArrayList<>();
        private long nextId;
        private long rawOffset;

        LoadedTable(Dataset dataset, Random random, int partitions) {
            this.dataset = dataset;
            this.shape = new OrdersShape(dataset, random);
            this.partitions = partitions;
        }
    }

    private CleanLoad(Map<String, String> args) throws Exception {
        long seed = Long.parseLong(args.getOrDefault("seed", "1"));
        System.out.println("seed " + seed);
        random = new Random(seed);
        registry = new HttpSchemaRegistry(URI.create(args.get("registry")));
        codec = new AvroCodec(registry);
        Properties settings = new Properties();
        settings.put("bootstrap.servers", args.get("bootstrap"));
        settings.put("transactional.id", "clean-load");
        settings.put("linger.ms", "20");
        settings.put("batch.size", "262144");
        settings.put("compression.type", "lz4");
        producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        producer.initTransactions();
        int count = Integer.parseInt(args.getOrDefault("tables", "10"));
        int partitions = Integer.parseInt(args.getOrDefault("partitions", "1"));
        String prefix = args.getOrDefault("prefix", "t");
        try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", args.get("bootstrap")))) {
            for (int i = 0; i < count; i++) {
                LoadedTable table = new LoadedTable(new Dataset("load", prefix + i), random, partitions);
                tables.add(table);
                try {
                    admin.createTopics(List.of(new NewTopic(table.dataset.cleanTopic(), partitions, (short) 1)))
                            .all()
                            .get();
                } catch (ExecutionException e) {
                    if (!(e.getCause() instanceof TopicExistsException)) {
                        throw e;
                    }
                }
            }
        }
    }

    public static void main(String[] args) throws Exception {
        Map<String, String> named = new HashMap<>();
        Arrays.stream(args).map(arg -> arg.split("=", 2)).forEach(pair -> named.put(pair[0], pair[1]));
        CleanLoad load = new CleanLoad(named);
        URI status = URI.create(named.get("status"));
        long rows = Long.parseLong(named.getOrDefault("rows", "20000"));
        long begin = System.nanoTime();
        load.snapshot(rows);
        System.out.printf("snapshot of %d rows sent in %.1f s%n", rows * load.tables.size(), seconds(begin));
        Watcher watcher = new Watcher(status, load.tables.size(), "load_" + named.getOrDefault("prefix", "t"));
        watcher.awaitCaughtUp(rows);
        double took = seconds(begin);
        System.out.printf(
                "snapshot in both layers after %.1f s: %.0f rows/s%n", took, rows * load.tables.size() / took);
        int rate = Integer.parseInt(named.getOrDefault("rate", "200"));
        int duration = Integer.parseInt(named.getOrDefault("seconds", "60"));
        if (duration > 0) {
            load.changes(rate, duration, watcher);
            watcher.print();
        }
        load.producer.close();
    }

    private static double seconds(long beginNanos) {
        return (System.nanoTime() - beginNanos) / 1e9;
    }

    private void snapshot(long rows) {
        for (LoadedTable table : tables) {
            for (long i = 0; i < rows; ) {
                producer.beginTransaction();
                for (int n = 0; n < 10_000 && i < rows; n++, i++) {
                    long id = table.nextId++;
                    table.ids.add(id);
                    send(table, id, Operation.READ, lsn);
                }
                producer.commitTransaction();
            }
        }
    }

    private void changes(int rate, int duration, Watcher watcher) throws Exception {
        Thread poller = new Thread(watcher::poll, "watcher");
        poller.setDaemon(true);
        poller.start();
        long begin = System.nanoTime();
        long sent = 0;
        while (seconds(begin) < duration) {
            long due = (long) (seconds(begin) * rate);
            if (sent < due) {
                producer.beginTransaction();
                List<Runnable> afterCommit = new ArrayList<>();
                for (; sent < due; sent++) {
                    LoadedTable table = tables.get(random.nextInt(tables.size()));
                    long micros = change(table);
                    afterCommit.add(() -> watcher.sent("load_" + table.dataset.name(), micros));
                }
                producer.commitTransaction();
                afterCommit.forEach(Runnable::run);
            }
            LockSupport.parkNanos(1_000_000_000L / CHANGES_PER_TRANSACTION_SECOND);
        }
        watcher.awaitSeen();
    }

    private long change(LoadedTable table) {
        lsn += 10;
        int dice = random.nextInt(10);
        if (dice < 3 || table.ids.isEmpty()) {
            long id = table.nextId++;
            table.ids.add(id);
            return send(table, id, Operation.CREATE, lsn);
        }
        int index = random.nextInt(table.ids.size());
        long id = table.ids.get(index);
        if (dice < 9) {
            return send(table, id, Operation.UPDATE, lsn);
        }
        table.ids.set(index, table.ids.get(table.ids.size() - 1));
        table.ids.remove(table.ids.size() - 1);
        return send(table, id, Operation.DELETE, lsn);
    }

    private long send(LoadedTable table, long id, Operation op, long ordering) {
        long micros = System.currentTimeMillis() * 1000;
        String topic = table.dataset.cleanTopic();
        ChangeMetadata meta = new ChangeMetadata(
                op,
                micros,
                ordering,
                ordering,
                1L,
                "raw.load.public." + table.dataset.name(),
                0,
                table.rawOffset++,
                null);
        byte[] value = codec.encode(topic + "-value", table.shape.row(id, meta));
        byte[] key = ByteBuffer.allocate(Long.BYTES).putLong(id).array();
        int partition = (int) (id % table.partitions);
        producer.send(new ProducerRecord<>(topic, partition, key, value));
        return micros;
    }

    /** Sees in the ingest process's status when a change has become visible. */
    private static final class Watcher {
        private final ObjectMapper json = new ObjectMapper();
        private final HttpClient http = HttpClient.newHttpClient();
        private final URI status;
        private final int tables;
        private final String prefix;
        private final Map<String, ArrayList<Long>> waiting = new HashMap<>();
        private final Map<String, List<Long>> latencies = new HashMap<>();

        Watcher(URI status, int tables, String prefix) {
            this.prefix = prefix;
            this.status = status;
            this.tables = tables;
        }

        synchronized void sent(String table, long micros) {
            for (String layer : new String[] {"silver ", "bronze "}) {
                waiting.computeIfAbsent(layer + table, key -> new ArrayList<>()).add(micros);
            }
        }

        void poll() {
            while (true) {
                look().ifPresent(this::note);
                LockSupport.parkNanos(200_000_000L);
            }
        }

        private synchronized void note(JsonNode answer) {
            long now = System.currentTimeMillis();
            for (JsonNode table : answer.path("tables")) {
                String name =
                        table.path("layer").asText() + " " + table.path("name").asText();
                long newest = table.path("newest_source_ts_us").asLong();
                List<Long> open = waiting.getOrDefault(name, new ArrayList<>());
                open.removeIf(micros -> {
                    if (micros > newest) {
                        return false;
                    }
                    latencies
                            .computeIfAbsent(table.path("layer").asText(), key -> new ArrayList<>())
                            .add(now - micros / 1000);
                    return true;
                });
            }
        }

        void awaitSeen() {
            long begin = System.nanoTime();
            while (seconds(begin) < 120) {
                synchronized (this) {
                    if (waiting.values().stream().allMatch(List::isEmpty)) {
                        return;
                    }
                }
                LockSupport.parkNanos(200_000_000L);
            }
            throw new IllegalStateException("changes never became visible");
        }

        void awaitCaughtUp(long rows) {
            long begin = System.nanoTime();
            String last = "";
            while (seconds(begin) < 1200) {
                Optional<JsonNode> answer = look();
                if (answer.isPresent()) {
                    int done = 0;
                    for (JsonNode table : answer.get().path("tables")) {
                        last = table.toString();
                        if (table.path("name").asText().startsWith(prefix)
                                && table.path("rows").asLong() >= rows
                                && table.path("behind").asLong() == 0) {
                            done++;
                        }
                    }
                    if (done >= 2 * tables) {
                        return;
                    }
                }
                LockSupport.parkNanos(200_000_000L);
            }
            throw new IllegalStateException("not caught up: " + last);
        }

        private Optional<JsonNode> look() {
            try {
                HttpResponse<String> answer =
                        http.send(HttpRequest.newBuilder(status).GET().build(), HttpResponse.BodyHandlers.ofString());
                return answer.statusCode() == 200 ? Optional.of(json.readTree(answer.body())) : Optional.empty();
            } catch (java.io.IOException e) {
                return Optional.empty();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
        }

        synchronized void print() {
            latencies.forEach((layer, all) -> {
                all.sort(null);
                System.out.printf(
                        "freshness %s: %d changes, p50 %.1f s, p90 %.1f s, p99 %.1f s, max %.1f s%n",
                        layer,
                        all.size(),
                        all.get(all.size() / 2) / 1000.0,
                        all.get(all.size() * 9 / 10) / 1000.0,
                        all.get(all.size() * 99 / 100) / 1000.0,
                        all.get(all.size() - 1) / 1000.0);
            });
        }
    }
}
