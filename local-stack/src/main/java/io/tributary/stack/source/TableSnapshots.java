package io.tributary.stack.source;

import io.tributary.stack.config.PostgresSource;
import io.tributary.stack.source.CapturedTable.Key;
import io.tributary.stack.source.SnapshotSignals.Kind;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has tables read that no snapshot has read yet, or whose rows have changed since without an event. */
final class TableSnapshots {

    private static final Logger LOG = LoggerFactory.getLogger(TableSnapshots.class);

    private final PostgresSource source;
    private final Connection connection;
    private final CapturedLedger ledger;
    private final SnapshotSignals signals;

    TableSnapshots(PostgresSource source, Connection connection) {
        this.source = source;
        this.connection = connection;
        this.ledger = new CapturedLedger(source.name(), connection);
        this.signals = new SnapshotSignals(source.name(), connection);
    }

    /** The tables that no snapshot has read under their name and key. */
    List<CapturedTable> unread(List<CapturedTable> captured) throws SQLException {
        Map<Long, CapturedLedger.Entry> read = ledger.read();
        return captured.stream().filter(table -> isUnread(table, read)).toList();
    }

    private static boolean isUnread(CapturedTable table, Map<Long, CapturedLedger.Entry> read) {
        CapturedLedger.Entry entry = read.get(table.oid());
        return entry == null || !entry.name().equals(table.name().toString()) || table.hasAnotherKeyThan(entry.shape());
    }

    /**
     * Publishes a table and asks Debezium to read what is in it already, both or neither. Writers of the table wait for a
     * moment, so that no row is written between the two; if they hold the table for long, nothing is done.
     *
     * <p>What was read under the name of the table before is truncated: it was another table, or this one under another
     * key or before a time in which nothing was captured of it. Since writers wait, no change of the new rows has an
     * earlier place in the log than the truncate.
     *
     * @return whether it was done; if not, it is worth trying again
     */
    boolean publish(CapturedTable table) throws SQLException {
        try {
            SourceTransaction.run(connection, () -> {
                Publication publication = Publication.existing(connection, source);
                boolean published = publication.publishes(table.oid());
                boolean replaces = ledger.knows(table.name());
                // Who does not own the table may not lock it either; then somebody else has published it.
                if (!published || replaces && publication.owned()) {
                    execute("LOCK TABLE " + table.name().sql() + " IN SHARE MODE");
                }
                if (!published) {
                    execute(Publication.addTables(publication.name(), List.of(table.name())));
                }
                signals.ask(table, Kind.of(table), replaces);
                ledger.put(List.of(table), Kind.of(table) == Kind.BLOCKING);
                LOG.info(
                        "source {}: table {} is captured and read{}",
                        source.name(),
                        table.name(),
                        replaces ? ", and what was read under this name before counts no more" : "");
            });
            return true;
        } catch (SQLException e) {
            if (LockTimeout.is(e)) {
                LOG.info("source {}: table {} is being written to, trying again later", source.name(), table.name());
                return false;
            }
            throw e;
        }
    }

    /**
     * Has tables read again whose rows have got other values without an event. A table without key is left as it is: in
     * bronze its rows would be there twice.
     *
     * @return whether there were any
     */
    boolean readAgain(List<CapturedTable> captured) throws SQLException {
        boolean any = false;
        Map<Long, CapturedLedger.Entry> read = ledger.read();
        for (CapturedTable table : captured) {
            CapturedLedger.Entry before = read.get(table.oid());
            if (isUnread(table, read) || before.shape().equals(table.shape())) {
                continue;
            }
            boolean again = table.key() != Key.NONE && table.shape().hidesChangesSince(before.shape());
            SourceTransaction.run(connection, () -> {
                if (again) {
                    signals.ask(table, Kind.of(table), false);
                    LOG.info(
                            "source {}: the columns of table {} have changed in all of its rows, it is read again",
                            source.name(),
                            table.name());
                }
                ledger.put(List.of(table), again ? Kind.of(table) == Kind.BLOCKING : before.datesChecked());
            });
            any |= again;
        }
        return any;
    }

    /** Tables with dates that were read by an incremental snapshot, which may have read some of them wrong. */
    List<CapturedTable> datesUnchecked(List<CapturedTable> captured) throws SQLException {
        Map<Long, CapturedLedger.Entry> read = ledger.read();
        return captured.stream()
                .filter(table -> !table.dates().isEmpty())
                .filter(table ->
                        read.containsKey(table.oid()) && !read.get(table.oid()).datesChecked())
                .toList();
    }

    /**
     * Has those tables read in one go that have dates which an incremental snapshot reads wrong. It must be over, or it
     * would have the last word.
     */
    void readLostDays(List<CapturedTable> tables) throws SQLException {
        LostDays days = new LostDays(connection);
        for (CapturedTable table : tables) {
            boolean found = days.in(table);
            SourceTransaction.run(connection, () -> {
                if (found) {
                    signals.ask(table, Kind.BLOCKING, false);
                    LOG.info(
                            "source {}: table {} has dates between 1582-10-05 and 1582-10-14, it is read in one go",
                            source.name(),
                            table.name());
                }
                ledger.put(List.of(table), true);
            });
        }
    }

    private void execute(String sql) throws SQLException {
        LOG.info("source {}: {}", source.name(), sql);
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
