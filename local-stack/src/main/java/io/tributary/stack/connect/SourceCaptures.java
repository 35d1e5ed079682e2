package io.tributary.stack.connect;

import io.tributary.schemas.contract.Contracts;
import io.tributary.stack.config.FilesSource;
import io.tributary.stack.config.PostgresSource;
import io.tributary.stack.config.SourceConfig;
import io.tributary.stack.config.TmdbSource;
import io.tributary.stack.layout.StackException;
import io.tributary.stack.source.SourceDatabase;
import io.tributary.stack.source.SourceException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The capturing of sources. Changes come from one thread at a time; reports may be asked for from any. */
public final class SourceCaptures {

    private final ConnectClient connect;
    private final CaptureSettings settings;
    private final PasswordFiles passwords;
    private final Supplier<Contracts> contracts;
    private volatile Map<String, SourceFlow> captures = Map.of();

    /**
     * Captures nothing yet.
     *
     * @param contracts gives those by which the stages behind Connect work
     */
    public SourceCaptures(ConnectClient connect, CaptureSettings settings, Supplier<Contracts> contracts) {
        this.connect = connect;
        this.contracts = contracts;
        this.settings = settings;
        this.passwords = new PasswordFiles(settings.secrets());
    }

    /**
     * Prepares the databases of sources and deploys their connectors; from then on these are the sources that are
     * reported and followed. Repeating it does no harm. Kafka Connect must run.
     *
     * @throws StackException if a source cannot be captured, with all reasons; the others are
     */
    public void capture(List<? extends SourceConfig> sources) {
        Map<String, SourceFlow> wanted = new LinkedHashMap<>();
        for (SourceConfig source : sources) {
            SourceFlow known = captures.get(source.name());
            wanted.put(source.name(), known != null && known.source().equals(source) ? known : flow(source));
        }
        captures = Map.copyOf(wanted);
        List<String> errors = new ArrayList<>();
        for (SourceFlow capture : wanted.values()) {
            try {
                capture.apply();
            } catch (SourceException | ConnectException e) {
                errors.add(e.getMessage());
            }
        }
        if (!errors.isEmpty()) {
            throw new StackException(String.join("\n", errors));
        }
    }

    private SourceFlow flow(SourceConfig source) {
        return source instanceof PostgresSource postgres
                ? new SourceCapture(postgres, connect, settings, passwords, contracts)
                : pluginFlow(source);
    }

    private PluginFlow pluginFlow(SourceConfig source) {
        PluginConnectors connectors = source instanceof FilesSource files
                ? new FilesConnectors(files, settings, passwords)
                : new TmdbConnectors((TmdbSource) source, settings, passwords);
        return new PluginFlow(connectors, connect, passwords);
    }

    /**
     * Removes what was made for a source: connectors, replication slot, publication, control tables. What is not there is
     * passed over.
     *
     * @param notice hears what was done
     * @throws StackException if the slot cannot be dropped, with what to run by hand; all else was tried
     */
    public void release(SourceConfig source, Consumer<String> notice) {
        if (source instanceof PostgresSource postgres) {
            releasePostgres(postgres, notice);
            return;
        }
        try {
            pluginFlow(source).release(notice);
        } catch (ConnectException e) {
            throw new StackException(
                    "Source " + source.name() + ": its connectors are still there: " + e.getMessage(), e);
        }
    }

    private void releasePostgres(PostgresSource source, Consumer<String> notice) {
        List<String> problems = new ArrayList<>();
        String connector = ConnectorConfig.connectorName(source.name());
        try {
            // Should the source come back, then its rows of today are taken away first.
            if (connect.retire(connector, ConnectorPosition::firstSnapshotCutOff)) {
                notice.accept("deleted the connector " + connector);
            }
        } catch (ConnectException e) {
            problems.add("the connector " + connector + " is still there: " + e.getMessage());
        }
        problems.addAll(releaseDatabase(source, notice));
        if (!problems.isEmpty()) {
            throw new StackException("Source " + source.name() + ": " + String.join("; ", problems));
        }
        passwords.delete(source.name());
    }

    /**
     * Removes what was made in the database of a source, for when there is no Kafka Connect whose connector could use it.
     *
     * @param notice hears what was done
     * @throws StackException if the slot cannot be dropped, with what to run by hand
     */
    public static void releaseWithoutConnect(PostgresSource source, Consumer<String> notice) {
        List<String> problems = releaseDatabase(source, notice);
        if (!problems.isEmpty()) {
            throw new StackException("Source " + source.name() + ": " + String.join("; ", problems));
        }
    }

    private static List<String> releaseDatabase(PostgresSource source, Consumer<String> notice) {
        try (SourceDatabase database = SourceDatabase.open(source)) {
            database.purge().forEach(notice);
            return List.of();
        } catch (SourceException e) {
            return List.of("what Tributary made in the database could not be removed. " + e.getMessage()
                    + " Until the slot is dropped, the server keeps WAL for it: SELECT pg_drop_replication_slot('"
                    + SourceDatabase.slotName(source) + "')");
        }
    }

    /**
     * Follows tables that appear, disappear or change, and restarts what failed; to be called every few seconds. Never
     * throws: what goes wrong is in the reports.
     */
    public void reconcile() {
        captures.values().forEach(SourceFlow::reconcile);
    }

    /** How each source goes. Asks Kafka Connect, but no database. */
    public List<SourceReport> reports() {
        return captures.values().stream().map(SourceFlow::report).toList();
    }
}
