package io.tributary.stack.connect;

import io.tributary.stack.config.PostgresSource;
import io.tributary.stack.layout.StackException;
import io.tributary.stack.source.SourceDatabase;
import io.tributary.stack.source.SourceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The capturing of all configured Postgres sources. */
public final class SourceCaptures {

    private static final Logger LOG = LoggerFactory.getLogger(SourceCaptures.class);

    private final List<PostgresSource> sources;
    private final List<SourceCapture> captures;
    private final ConnectClient connect;
    private final KnownSources known;

    public SourceCaptures(List<PostgresSource> sources, ConnectClient connect, CaptureSettings settings) {
        this.sources = List.copyOf(sources);
        this.connect = connect;
        this.known = new KnownSources(settings.secrets());
        this.captures = sources.stream()
                .map(source -> new SourceCapture(source, connect, settings, known))
                .toList();
    }

    /**
     * Prepares every configured source and deploys its connector, and removes what was made for sources that are
     * configured no more. Repeating it does no harm. Kafka Connect must run.
     *
     * @throws StackException if a source cannot be captured; the others are
     */
    public void apply() {
        List<String> errors = new ArrayList<>();
        Set<String> configured = sources.stream().map(PostgresSource::name).collect(Collectors.toSet());
        for (PostgresSource source : known.all()) {
            if (!configured.contains(source.name())) {
                LOG.info("source {} is no longer configured and is removed", source.name());
                remove(source);
            }
        }
        for (SourceCapture capture : captures) {
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

    /**
     * Follows tables that appear, disappear or change, and restarts what failed; to be called every few seconds after
     * {@link #apply}. Never throws.
     */
    public void reconcile() {
        captures.forEach(SourceCapture::reconcile);
    }

    /** How each source goes. Asks Kafka Connect, but no database. */
    public List<CaptureReport> reports() {
        return captures.stream().map(SourceCapture::report).toList();
    }

    /**
     * Removes connector, replication slot, publication and control tables of every source, also of those that are no
     * longer configured. Never throws: what could not be removed is said, with what to run by hand.
     *
     * @return a line for each thing that was done or could not be
     */
    public List<String> purge() {
        List<String> lines = new ArrayList<>();
        for (PostgresSource source : known.all()) {
            lines.addAll(remove(source));
        }
        return lines;
    }

    private List<String> remove(PostgresSource source) {
        List<String> lines = new ArrayList<>();
        String connector = ConnectorConfig.connectorName(source.name());
        try {
            if (connect.delete(connector)) {
                lines.add("deleted the connector " + connector);
            }
        } catch (ConnectException e) {
            lines.add("the connector " + connector + " is left as it is: " + e.getMessage());
        }
        try (SourceDatabase database = SourceDatabase.open(source)) {
            lines.addAll(database.purge());
            known.forget(source.name());
        } catch (SourceException e) {
            lines.add("the replication slot and the publication of source " + source.name() + " could not be removed: "
                    + e.getMessage() + " Until its slot is dropped, the server keeps its WAL: SELECT"
                    + " pg_drop_replication_slot('" + SourceDatabase.slotName(source) + "')");
        }
        lines.forEach(line -> LOG.info("source {}: {}", source.name(), line));
        return lines;
    }
}
