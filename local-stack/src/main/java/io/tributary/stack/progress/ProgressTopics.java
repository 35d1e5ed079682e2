package io.tributary.stack.progress;

import io.tributary.schemas.registry.HttpSchemaRegistry;
import io.tributary.schemas.registry.RegistryUnavailableException;
import io.tributary.schemas.wire.AvroCodec;
import io.tributary.schemas.wire.MalformedRecordException;
import io.tributary.stack.config.FilesDataset;
import io.tributary.stack.config.FilesSource;
import io.tributary.stack.config.SourceConfig;
import io.tributary.stack.config.TmdbSource;
import io.tributary.stack.release.DoneFile;
import io.tributary.stack.status.FilesStatus;
import io.tributary.stack.status.PollStatus;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the progress topics over and over, on a thread of its own. */
public final class ProgressTopics implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ProgressTopics.class);
    private static final String PREFIX = "progress.";
    private static final Pattern TOPICS = Pattern.compile("progress\\.[a-z][a-z0-9_]*\\.[a-z0-9_]+");
    private static final Duration WAIT = Duration.ofMillis(200);
    private static final long LOOK_EVERY_MS = 1_000;
    private static final String TIMEOUT_MS = "5000";

    private final String bootstrap;
    private final AvroCodec codec;
    private final Map<String, DatasetProgress> datasets = new TreeMap<>();
    private final Map<String, PollStatus> polls = new TreeMap<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread daemon = new Thread(task, "progress");
        daemon.setDaemon(true);
        return daemon;
    });
    private KafkaConsumer<byte[], byte[]> consumer;
    private volatile boolean anySource;

    /**
     * Reads nothing yet.
     *
     * @param bootstrap the broker's address
     * @param registry root of the schema registry's REST API
     */
    public ProgressTopics(String bootstrap, URI registry) {
        this.bootstrap = bootstrap;
        this.codec = new AvroCodec(new HttpSchemaRegistry(registry));
    }

    public void start() {
        thread.scheduleWithFixedDelay(this::look, LOOK_EVERY_MS, LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
    }

    /** How far these sources are, as was read last. */
    public SourceProgress progress(List<SourceConfig> sources) {
        List<FilesStatus> files = new ArrayList<>();
        List<PollStatus> ended = new ArrayList<>();
        anySource = sources.stream().anyMatch(source -> source instanceof FilesSource || source instanceof TmdbSource);
        synchronized (datasets) {
            for (SourceConfig source : sources) {
                if (source instanceof FilesSource folder) {
                    folder.datasets().forEach(dataset -> addFiles(folder, dataset, files));
                } else if (source instanceof TmdbSource && polls.containsKey(source.name())) {
                    ended.add(polls.get(source.name()));
                }
            }
        }
        return new SourceProgress(files, ended);
    }

    /** The files of a dataset that are read to their end, as was read last. */
    public List<DoneFile> done(String source, String dataset) {
        synchronized (datasets) {
            DatasetProgress progress = datasets.get(PREFIX + source + "." + dataset);
            return progress == null ? List.of() : progress.done();
        }
    }

    private void addFiles(FilesSource source, FilesDataset dataset, List<FilesStatus> files) {
        DatasetProgress progress = datasets.get(PREFIX + source.name() + "." + dataset.name());
        if (progress != null) {
            files.add(progress.status(source.name(), dataset.name(), dataset.tasks()));
        }
    }

    @Override
    public void close() {
        thread.execute(this::letGo);
        thread.shutdown();
    }

    private void letGo() {
        if (consumer != null) {
            consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(Duration.ZERO));
            consumer = null;
        }
    }

    private void look() {
        try {
            if (!anySource) {
                return;
            }
            if (consumer == null) {
                consumer = new KafkaConsumer<>(settings());
            }
            assign();
            if (!consumer.assignment().isEmpty()) {
                consumer.poll(WAIT).forEach(this::accept);
            }
        } catch (KafkaException | RegistryUnavailableException e) {
            // It is all read again once they are back, so that nothing is missed.
            LOG.debug("progress not read", e);
            letGo();
        }
    }

    private void assign() {
        List<TopicPartition> found = consumer.listTopics().entrySet().stream()
                .filter(topic -> TOPICS.matcher(topic.getKey()).matches())
                .flatMap(topic -> topic.getValue().stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        if (found.size() != consumer.assignment().size()) {
            consumer.assign(found);
        }
    }

    private Properties settings() {
        Properties settings = new Properties();
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
        settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
        return settings;
    }

    private void accept(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return;
        }
        try {
            GenericRecord value = codec.decode(record.value());
            synchronized (datasets) {
                if (value.getSchema().getName().equals("Poll")) {
                    accept(record.topic(), value);
                } else {
                    datasets.computeIfAbsent(record.topic(), ignored -> new DatasetProgress())
                            .accept(value);
                }
            }
        } catch (MalformedRecordException e) {
            LOG.warn("a record of {} at {} is not readable: {}", record.topic(), record.offset(), e.getMessage());
        }
    }

    private void accept(String topic, GenericRecord poll) {
        String source = topic.substring(PREFIX.length(), topic.lastIndexOf('.'));
        polls.put(
                source,
                new PollStatus(
                        source,
                        (Long) poll.get("requests"),
                        (Long) poll.get("emitted"),
                        (Long) poll.get("failed"),
                        Instant.ofEpochMilli((Long) poll.get("at")).toString()));
    }
}
