package io.tributary.stack.source;

import io.tributary.schemas.contract.Contracts;
import io.tributary.stack.config.PostgresSource;
import io.tributary.stack.source.Finding.Rule;
import io.tributary.stack.source.Finding.Severity;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection to the database of a source, through which it is checked, prepared and followed. Not thread-safe.
 *
 * <p>Every method throws a {@link SourceException} with findings fit for the user if the database does not play along.
 */
public final class SourceDatabase implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SourceDatabase.class);

    private final PostgresSource source;
    private final Connection connection;

    private SourceDatabase(PostgresSource source, Connection connection) {
        this.source = source;
        this.connection = connection;
    }

    /**
     * Connects.
     *
     * @throws SourceException if that fails
     */
    public static SourceDatabase open(PostgresSource source) {
        return new SourceDatabase(source, SourceConnection.open(source));
    }

    /**
     * Looks at server, role and tables, and changes nothing.
     *
     * @param connectorExists whether the source's connector was deployed before, which then may read from the slot
     * @param contracts that may name the keys of tables which have none
     */
    public Inspection inspect(boolean connectorExists, Contracts contracts) {
        return run(() -> {
            ServerFacts server = ServerFacts.read(connection, ControlObjects.slot(source.name()));
            List<Finding> findings = new ArrayList<>(ServerChecks.of(source, server, connectorExists));
            if (findings.stream().anyMatch(finding -> finding.rule() == Rule.SERVER_TOO_OLD)) {
                // The catalog of such a server lacks columns that are asked for.
                return new Inspection(findings, new TableSelection(List.of(), List.of(), List.of()), false);
            }
            boolean generated = ServerChecks.publishesGeneratedColumns(server);
            Optional<Publication> publication = Publication.read(connection, ControlObjects.publication(source.name()));
            TableSelection selection = TableSelection.of(
                    source,
                    Catalog.tables(connection),
                    new TableJudge(source.name(), generated, new PublishingRights(source, publication), contracts));
            findings.addAll(selection.findings());
            return new Inspection(findings, selection, server.slot() != null);
        });
    }

    /**
     * What {@link #inspect} saw.
     *
     * @param findings about the server, the role, the patterns and captured tables
     * @param tables which tables are captured and which are not
     * @param slotExists whether the source's replication slot is there
     */
    public record Inspection(List<Finding> findings, TableSelection tables, boolean slotExists) {

        public Inspection {
            findings = List.copyOf(findings);
        }

        public List<Finding> errors() {
            return findings.stream()
                    .filter(finding -> finding.severity() == Severity.ERROR)
                    .toList();
        }

        public List<Finding> warnings() {
            return findings.stream()
                    .filter(finding -> finding.severity() == Severity.WARNING)
                    .toList();
        }
    }

    /**
     * Does what {@link #prepare} does and takes it back, so that a role that may not is found out before anything else is
     * started. Locks that others hold are no objection: they pass.
     */
    public void rehearse(List<CapturedTable> captured) {
        run(() -> {
            LOG.info("source {}: trying out what capturing needs; nothing of it stays", source.name());
            try {
                SourceTransaction.tryOut(connection, () -> {
                    new ControlSchema(source, connection).ensure();
                    publisher().putTogether(captured);
                });
            } catch (SQLException e) {
                if (!LockTimeout.is(e)) {
                    throw e;
                }
            }
            return null;
        });
    }

    /** Makes the control tables and the publication, as the first snapshot wants them. Repeating it does no harm. */
    public void prepare(List<CapturedTable> captured) {
        run(() -> {
            new ControlSchema(source, connection).ensure();
            publisher().publishAll(captured);
            return null;
        });
    }

    /** Makes the control tables if they are gone, and stops publishing tables that can no longer be captured. */
    public List<TableName> withdraw(List<CapturedTable> captured) {
        return run(() -> {
            new ControlSchema(source, connection).ensure();
            return publisher().withdraw(captured);
        });
    }

    /** The tables that were not there, not fit, or under another key when the last snapshot began. */
    public List<CapturedTable> unread(List<CapturedTable> captured) {
        return run(() -> snapshots().unread(captured));
    }

    /**
     * Publishes a table and has it read.
     *
     * @return false if its writers were in the way; it is worth trying again
     */
    public boolean publish(CapturedTable table) {
        return run(() -> snapshots().publish(table));
    }

    /**
     * Has tables read again whose rows do not have the values any more that were read, though no event said so.
     *
     * @return whether there were any
     */
    public boolean readAgain(List<CapturedTable> captured) {
        return run(() -> snapshots().readAgain(captured));
    }

    /** Tables whose dates may have been read wrong: see {@link #readLostDays}. */
    public List<CapturedTable> datesUnchecked(List<CapturedTable> captured) {
        return run(() -> snapshots().datesUnchecked(captured));
    }

    /** Has those of the tables read in one go that have dates which Java's old calendar lacks; no snapshot of them may run. */
    public void readLostDays(List<CapturedTable> tables) {
        run(() -> {
            snapshots().readLostDays(tables);
            return null;
        });
    }

    /** Where the log ends now, behind everything that was committed on this connection. */
    public long position() {
        return run(() -> {
            try (Statement statement = connection.createStatement();
                    ResultSet row =
                            statement.executeQuery("SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint")) {
                row.next();
                return row.getLong(1);
            }
        });
    }

    /**
     * What to say if the server's log ends before a position up to which the source was read; empty if it does not.
     *
     * @param read bytes from the log's beginning
     */
    public Optional<Finding> endsBefore(long read) {
        long end = position();
        return end >= read ? Optional.empty() : Optional.of(ServerChecks.otherLog(source, end, read));
    }

    /** The source's slot; empty if there is none. */
    public Optional<SlotStatus> slot() {
        return run(() -> SlotStatus.read(connection, ControlObjects.slot(source.name())));
    }

    /** Those of the tables that hold no row. */
    public Set<TableName> empty(List<TableName> tables) {
        return run(() -> {
            Set<TableName> empty = new TreeSet<>();
            try (Statement statement = connection.createStatement()) {
                for (TableName table : tables) {
                    try (ResultSet row =
                            statement.executeQuery("SELECT NOT EXISTS (SELECT 1 FROM " + table.sql() + ")")) {
                        row.next();
                        if (row.getBoolean(1)) {
                            empty.add(table);
                        }
                    }
                }
            }
            return empty;
        });
    }

    /** Name of the source's replication slot. */
    public static String slotName(PostgresSource source) {
        return ControlObjects.slot(source.name());
    }

    /** What to say when the slot of a source that was captured before is not there. */
    public static Finding slotGone(PostgresSource source) {
        return ServerChecks.lost(
                source, "the replication slot '" + slotName(source) + "' is gone from " + source.address());
    }

    /** Removes slot, publication and control tables; the connector must be gone. Says what was done. */
    public List<String> purge() {
        return run(() -> new SourcePurge(source, connection).run());
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            // It was of no more use anyway.
            LOG.debug("closing a connection", e);
        }
    }

    private TablePublisher publisher() throws SQLException {
        ServerFacts server = ServerFacts.read(connection, ControlObjects.slot(source.name()));
        return new TablePublisher(source, connection, ServerChecks.publishesGeneratedColumns(server));
    }

    private TableSnapshots snapshots() {
        return new TableSnapshots(source, connection);
    }

    @FunctionalInterface
    private interface Work<T> {
        T run() throws SQLException;
    }

    private <T> T run(Work<T> work) {
        try {
            return work.run();
        } catch (SQLException e) {
            throw new SourceException(List.of(ConnectionFailure.of(source, e)), e);
        }
    }
}
