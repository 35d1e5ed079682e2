package io.tributary.streams.runtime;

import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tributary.schemas.registry.HttpSchemaRegistry;
import io.tributary.streams.config.StreamsSettings;
import io.tributary.streams.contract.ContractBook;
import io.tributary.streams.retention.GroupOffsets;
import io.tributary.streams.retention.RetentionWatch;
import io.tributary.streams.retry.Patience;
import io.tributary.streams.retry.PatientOutputTopics;
import io.tributary.streams.retry.PatientRegistry;
import io.tributary.streams.topic.BrokerOutputTopics;
import io.tributary.streams.topology.CleanTopology;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.KafkaStreams;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running app: the topology with its clients, its threads and its status. */
public final class StreamsApp implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StreamsApp.class);

    /** Below the transaction timeout, so that a wait that ends well costs no abort. */
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    /** Often enough that a topic's begin does not overtake what was read in between. */
    private static final Duration RETENTION_CHECKED = Duration.ofSeconds(10);

    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(20);

    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();
    private final StatusBoard board = new StatusBoard(meters);
    private final Patience patience = new Patience(PATIENCE, board::infrastructure);
    private final Admin admin;
    private final StateTopics stateTopics;
    private final RetentionWatch retention;
    private final FormerRun former;
    private final FailureHandler failures;
    private final KafkaStreams streams;
    private final KafkaStreamsMetrics streamsMetrics;
    private final StatusServer server;
    private final Duration watchPeriod;
    private final ScheduledExecutorService watcher = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "topics");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean served;

    /**
     * Connects to nothing yet.
     *
     * @throws java.io.UncheckedIOException if the port or the state folder cannot be had
     */
    public StreamsApp(StreamsSettings settings, ContractBook contracts) {
        // New raw topics are seen here before the stream threads see them.
        watchPeriod = settings.metadataMaxAge().dividedBy(4);
        String instanceId = InstanceId.of(settings.stateDirectory());
        server = new StatusServer(settings.httpPort(), this::state, board, meters);
        admin = Admin.create(StreamsProperties.admin(settings));
        BrokerOutputTopics topics = new BrokerOutputTopics(
                admin, settings.replicationFactor(), settings.cleanRetention(), settings.deadLetterRetention());
        stateTopics = new StateTopics(admin, settings.applicationId(), settings.replicationFactor());
        retention = new RetentionWatch(new GroupOffsets(admin, settings.applicationId()), System::currentTimeMillis);
        GroupMembers members = new GroupMembers(admin, settings.applicationId(), instanceId);
        former = new FormerRun(admin, members);
        failures = new FailureHandler(board, () -> {
            stateTopics.fit();
            members.leave();
        });
        streams = new KafkaStreams(
                CleanTopology.build(new CleanTopology.Surroundings(
                        new PatientRegistry(new HttpSchemaRegistry(settings.schemaRegistry()), patience),
                        new PatientOutputTopics(topics, patience),
                        stateTopics.moves(),
                        contracts,
                        retention,
                        board)),
                StreamsProperties.of(settings, instanceId));
        streams.setUncaughtExceptionHandler(failures);
        streams.setStateListener((now, before) -> changed(now));
        streamsMetrics = new KafkaStreamsMetrics(streams);
        bindMetrics();
    }

    private void bindMetrics() {
        meters.config().meterFilter(new StateTagFilter());
        streamsMetrics.bindTo(meters);
        collections.bindTo(meters);
        new JvmMemoryMetrics().bindTo(meters);
        new JvmThreadMetrics().bindTo(meters);
        new ProcessorMetrics().bindTo(meters);
    }

    /** Starts processing. */
    public void start() {
        LOG.info("Starting; status at http://127.0.0.1:{}/status", server.port());
        stateTopics.fit();
        former.end(process());
        retention.look();
        streams.start();
        watcher.scheduleWithFixedDelay(
                stateTopics::fitToNewTopics, watchPeriod.toMillis(), watchPeriod.toMillis(), TimeUnit.MILLISECONDS);
        watcher.scheduleWithFixedDelay(
                retention::look, RETENTION_CHECKED.toMillis(), RETENTION_CHECKED.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The application's id and the number that its state folder keeps: what the names of its clients begin with. */
    private String process() {
        return streams.metadataForLocalThreads().stream()
                .findFirst()
                .map(thread -> thread.threadName().replaceFirst("-StreamThread-\\d+$", ""))
                .orElseThrow();
    }

    private void changed(KafkaStreams.State now) {
        if (now == KafkaStreams.State.RUNNING) {
            served = true;
            board.infrastructure(null);
        }
        LOG.info("Kafka Streams is {}", now);
    }

    private AppState state() {
        KafkaStreams.State now = streams == null ? KafkaStreams.State.CREATED : streams.state();
        return switch (now) {
            case CREATED -> AppState.STARTING;
            // A topic that is new makes for a moment of this: no reason to call the app down.
            case REBALANCING -> served && board.error() == null ? AppState.RUNNING : AppState.STARTING;
            case RUNNING -> AppState.RUNNING;
            case PENDING_SHUTDOWN, NOT_RUNNING -> AppState.STOPPING;
            case PENDING_ERROR, ERROR -> AppState.FAILED;
        };
    }

    /** Commits what is done, and ends. */
    @Override
    public void close() {
        LOG.info("Stopping");
        watcher.shutdownNow();
        patience.close();
        failures.close();
        if (!streams.close(CLOSE_LIMIT)) {
            LOG.warn(
                    "Stream threads did not end within {} s; uncommitted work will be done again",
                    CLOSE_LIMIT.toSeconds());
        }
        streamsMetrics.close();
        collections.close();
        admin.close(Duration.ofSeconds(5));
        server.close();
        meters.close();
        LOG.info("Stopped");
    }
}
