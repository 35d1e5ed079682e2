package io.tributary.stack.connect;

import io.tributary.schemas.contract.Contracts;
import io.tributary.stack.config.PostgresSource;
import io.tributary.stack.source.CapturedTable;
import io.tributary.stack.source.Finding;
import io.tributary.stack.source.LeftOut;
import io.tributary.stack.source.SlotStatus;
import io.tributary.stack.source.SourceDatabase;
import io.tributary.stack.source.SourceDatabase.Inspection;
import io.tributary.stack.source.SourceException;
import io.tributary.stack.source.TableSelection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps one Postgres source captured: its database prepared, its connector deployed and running, its new tables followed. */
final class SourceCapture extends SourceFlow {

    private static final Logger LOG = LoggerFactory.getLogger(SourceCapture.class);

    /** What is no error of a source that is followed: its tables may come back. */
    private static final Set<Finding.Rule> TABLES_GONE =
            Set.of(Finding.Rule.PATTERN_MATCHES_NOTHING, Finding.Rule.NOTHING_MATCHES);

    private final PostgresSource source;
    private final String connector;
    private final ConnectClient connect;
    private final CaptureSettings settings;
    private final PasswordFiles passwords;
    private final Supplier<Contracts> contracts;
    private final RestartPolicy restarts = new RestartPolicy();

    /** What the connector has to have read before the dates of tables are looked at; null if that is not known yet. */
    private Long datesAfter;

    /** Whether the connector was taken away in order to be made anew. */
    private boolean anew;

    private volatile Inspection inspection;
    private volatile Optional<SlotStatus> slot = Optional.empty();
    private volatile Optional<String> error = Optional.empty();

    /**
     * @param contracts by which the stages behind Connect work
     */
    SourceCapture(
            PostgresSource source,
            ConnectClient connect,
            CaptureSettings settings,
            PasswordFiles passwords,
            Supplier<Contracts> contracts) {
        this.source = source;
        this.connector = ConnectorConfig.connectorName(source.name());
        this.connect = connect;
        this.settings = settings;
        this.passwords = passwords;
        this.contracts = contracts;
    }

    @Override
    PostgresSource source() {
        return source;
    }

    @Override
    synchronized void apply() {
        try {
            Optional<Map<String, String>> deployed = connect.config(connector);
            try (SourceDatabase database = SourceDatabase.open(source)) {
                Inspection seen = look(database, anew || deployed.isPresent());
                refuse(seen.errors());
                passwords.write(source);
                if (deployed.isPresent() && position().firstSnapshotDone()) {
                    refuse(lostSlot(seen));
                    refuse(otherLog(database));
                    goOn(connect.state(connector), database, seen.tables(), deployed.get());
                } else {
                    database.prepare(seen.tables().captured());
                    begin(database, ConnectorConfig.of(source, seen.tables(), settings, passwords), deployed);
                }
            }
            anew = false;
            error = Optional.empty();
        } catch (SourceException | ConnectException e) {
            error = Optional.of(e.getMessage());
            throw e;
        }
    }

    @Override
    synchronized void reconcile() {
        try {
            Optional<ConnectorState> state = connect.state(connector);
            if (state.filter(ConnectorState::failed)
                    .flatMap(ConnectorState::error)
                    .filter(SlotStatus::isUnreadable)
                    .isPresent()) {
                LOG.warn(
                        "source {}: the server cannot read on what it keeps for the replication slot, so it is captured anew",
                        source.name());
                connect.retire(connector, ConnectorPosition::firstSnapshotCutOff);
                anew = true;
            }
            if (anew) {
                apply();
                return;
            }
            if (restarts.restartNow(state.map(ConnectorState::failed).orElse(false), System.nanoTime())) {
                LOG.warn(
                        "connector {} failed and is restarted, attempt {}: {}",
                        connector,
                        restarts.attempts(),
                        state.flatMap(ConnectorState::error).orElse("no reason given"));
                connect.restartFailed(connector);
            }
            Optional<Map<String, String>> deployed = connect.config(connector);
            if (deployed.isEmpty()) {
                return;
            }
            try (SourceDatabase database = SourceDatabase.open(source)) {
                Inspection seen = look(database, true);
                boolean done = position().firstSnapshotDone();
                List<Finding> errors = new ArrayList<>(seen.errors());
                errors.removeIf(finding -> TABLES_GONE.contains(finding.rule()));
                errors.addAll(done ? lostSlot(seen) : List.of());
                errors.addAll(otherLog(database));
                refuse(errors);
                if (done || state.filter(ConnectorState::stopped).isPresent()) {
                    goOn(state, database, seen.tables(), deployed.get());
                }
            }
            if (error.isPresent()) {
                restarts.soon(System.nanoTime());
            }
            error = Optional.empty();
        } catch (SourceException | ConnectException e) {
            if (!error.equals(Optional.of(e.getMessage()))) {
                LOG.warn("source {}: {}", source.name(), e.getMessage());
            }
            error = Optional.of(e.getMessage());
        }
    }

    private Inspection look(SourceDatabase database, boolean connectorExists) {
        Inspection seen = database.inspect(connectorExists, contracts.get());
        logNews(seen);
        inspection = seen;
        slot = database.slot();
        return seen;
    }

    private void goOn(
            Optional<ConnectorState> state,
            SourceDatabase database,
            TableSelection tables,
            Map<String, String> deployed) {
        if (state.filter(ConnectorState::stopped).isPresent()) {
            // Whoever made or changed it did not live to start it.
            connect.resume(connector);
        } else {
            follow(database, tables, deployed);
        }
    }

    /** Takes in what changed since the connector was deployed. */
    private void follow(SourceDatabase database, TableSelection tables, Map<String, String> deployed) {
        database.withdraw(tables.captured());
        Map<String, String> config = ConnectorConfig.of(source, tables, settings, passwords);
        // The list matters to the first snapshot only, which is done; a change of it is not worth a restart.
        config.put(ConnectorConfig.SNAPSHOT_TABLES, deployed.get(ConnectorConfig.SNAPSHOT_TABLES));
        List<CapturedTable> unread = database.unread(tables.captured());
        boolean changed = !config.equals(deployed);
        if (changed && unread.isEmpty()) {
            connect.put(connector, config);
        } else if (changed) {
            // The task of before must not hear of what is asked for next: it would read it by its own configuration.
            connect.replace(connector, config);
        }
        if (changed) {
            LOG.info("connector {} changed", connector);
        }
        if (position().readsInOneGo()) {
            // A restart would begin it again.
            return;
        }
        if (!unread.isEmpty() && !changed) {
            // Debezium knows a table as it was when it started, and would not read one that had no primary key then.
            connect.restartTask(connector);
        }
        unread.forEach(database::publish);
        boolean askedNow = database.readAgain(tables.captured()) || !unread.isEmpty();
        checkDates(database, tables.captured(), askedNow);
    }

    /** An incremental snapshot reads some dates wrong, so such tables are read another time, but only once it is over. */
    private void checkDates(SourceDatabase database, List<CapturedTable> captured, boolean askedNow) {
        List<CapturedTable> unchecked = database.datesUnchecked(captured);
        if (unchecked.isEmpty()) {
            datesAfter = null;
        } else if (datesAfter == null || askedNow) {
            datesAfter = database.position();
        } else if (position().isThroughWith(datesAfter)) {
            database.readLostDays(unchecked);
            datesAfter = null;
        }
    }

    /** Makes the connector, or brings its configuration up to date before its first snapshot is done. */
    private void begin(SourceDatabase database, Map<String, String> config, Optional<Map<String, String>> deployed) {
        if (deployed.isPresent()) {
            refuse(otherLog(database));
            if (!deployed.get().equals(config)) {
                connect.put(connector, config);
                LOG.info("connector {} changed", connector);
            }
        } else {
            // Only then does Connect tell what offset there is of one that was here before.
            connect.createStopped(connector, config);
            LOG.info("connector {} deployed", connector);
            refuse(otherLog(database));
        }
        connect.resume(connector);
    }

    private ConnectorPosition position() {
        return ConnectorPosition.of(connect.offsets(connector));
    }

    private List<Finding> lostSlot(Inspection seen) {
        return seen.slotExists() ? List.of() : List.of(SourceDatabase.slotGone(source));
    }

    /** Silver tells older from newer by positions in the log, which another server counts anew. */
    private List<Finding> otherLog(SourceDatabase database) {
        return database.endsBefore(position().read()).stream().toList();
    }

    private static void refuse(List<Finding> errors) {
        if (!errors.isEmpty()) {
            throw new SourceException(errors, null);
        }
    }

    private void logNews(Inspection seen) {
        List<String> before = inspection == null ? List.of() : lines(inspection);
        lines(seen).stream()
                .filter(line -> !before.contains(line))
                .forEach(line -> LOG.warn("source {}: {}", source.name(), line));
    }

    private static List<String> lines(Inspection seen) {
        List<String> lines = new ArrayList<>();
        seen.warnings().forEach(finding -> lines.add(finding.message()));
        for (LeftOut table : seen.tables().leftOut()) {
            lines.add("left out: " + table.finding().message());
        }
        return lines;
    }

    @Override
    CaptureReport report() {
        Inspection seen = inspection;
        Optional<ConnectorState> state;
        try {
            state = connect.state(connector);
        } catch (ConnectException e) {
            LOG.debug("connector {} not known", connector, e);
            state = Optional.empty();
        }
        List<CapturedTable> captured = seen == null ? List.of() : seen.tables().captured();
        return new CaptureReport(
                source.name(),
                captured.stream().map(CapturedTable::name).toList(),
                captured.stream()
                        .filter(table -> table.key() == CapturedTable.Key.NONE)
                        .map(CapturedTable::name)
                        .toList(),
                seen == null ? List.of() : seen.tables().leftOut(),
                seen == null
                        ? List.of()
                        : seen.warnings().stream().map(Finding::message).toList(),
                error,
                slot,
                state);
    }
}
