package io.tributary.stack.release;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.schemas.contract.Contract;
import io.tributary.schemas.contract.Contracts;
import io.tributary.schemas.naming.Dataset;
import io.tributary.stack.config.FilesDataset;
import io.tributary.stack.config.FilesSource;
import io.tributary.stack.config.SourceConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the connectors which files are completely in the lake, on a thread of its own. It remembers nothing over a restart:
 * what is done and what was told is read again, and a file that was settled once is so for good.
 */
public final class ReleaseLoop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ReleaseLoop.class);
    private static final long LOOK_EVERY_S = 2;
    private static final String TIMEOUT_MS = "5000";

    private final String bootstrap;
    private final Sight sight;
    private final Map<Dataset, Settling> settling = new HashMap<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread daemon = new Thread(task, "release");
        daemon.setDaemon(true);
        return daemon;
    });
    private Admin admin;
    private boolean troubled;

    /**
     * What is looked at.
     *
     * @param sources those that are captured now
     * @param done what their connectors say
     * @param contracts those that are in force
     * @param spark the Spark app's status
     */
    public record Sight(
            Supplier<List<SourceConfig>> sources,
            DoneFiles done,
            Supplier<Contracts> contracts,
            Supplier<JsonNode> spark) {}

    /**
     * Looks at nothing yet.
     *
     * @param bootstrap the broker's address
     */
    public ReleaseLoop(String bootstrap, Sight sight) {
        this.bootstrap = bootstrap;
        this.sight = sight;
    }

    public void start() {
        thread.scheduleWithFixedDelay(this::look, LOOK_EVERY_S, LOOK_EVERY_S, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        thread.execute(this::letGo);
        thread.shutdown();
    }

    private void letGo() {
        if (admin != null) {
            admin.close(Duration.ZERO);
            admin = null;
        }
        settling.clear();
    }

    private void look() {
        try {
            List<Dataset> wanted = wanted();
            settling.keySet().retainAll(wanted);
            if (wanted.isEmpty()) {
                return;
            }
            if (admin == null) {
                admin = Admin.create(Map.of(
                        AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        TIMEOUT_MS,
                        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        TIMEOUT_MS));
            }
            LakePositions positions = new KafkaPositions(admin, sight.spark().get());
            wanted.forEach(dataset -> look(dataset, positions));
            troubled = false;
        } catch (RuntimeException e) {
            // It is all looked at again; a broker that is being started anew is not worth a line every two seconds.
            if (!troubled) {
                LOG.warn("files in the lake are not told of for now: {}", e.toString());
            }
            troubled = true;
            letGo();
        }
    }

    private List<Dataset> wanted() {
        List<Dataset> wanted = new ArrayList<>();
        for (SourceConfig source : sight.sources().get()) {
            if (source instanceof FilesSource files) {
                files.datasets().stream()
                        .filter(dataset -> dataset.afterSilver().releases())
                        .map(FilesDataset::name)
                        .forEach(name -> wanted.add(new Dataset(files.name(), name)));
            }
        }
        return wanted;
    }

    private void look(Dataset dataset, LakePositions positions) {
        ToldFiles told = new ToldFiles(bootstrap, SettledTopic.of(dataset.source(), dataset.name()));
        Settling files = settling.get(dataset);
        if (files == null) {
            told.ensure(admin);
            files = new Settling(dataset, made(dataset));
            files.told(told.read());
            settling.put(dataset, files);
        }
        List<DoneFile> settled = files.look(sight.done().of(dataset.source(), dataset.name()), positions);
        if (settled.isEmpty()) {
            return;
        }
        try {
            told.tell(settled);
            LOG.info("{} files of {} are completely in the lake", settled.size(), dataset.tableName());
        } catch (KafkaException e) {
            // They are to be told again.
            settling.remove(dataset);
            throw e;
        }
    }

    private List<Dataset> made(Dataset dataset) {
        List<Dataset> made = new ArrayList<>(List.of(dataset));
        sight.contracts().get().contracts().stream()
                .filter(contract -> contract.elements() != null
                        && contract.elements().parent().equals(dataset.name()))
                .map(Contract::dataset)
                .filter(child -> child.source().equals(dataset.source()))
                .forEach(made::add);
        return made;
    }
}
