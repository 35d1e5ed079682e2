package io.tributary.stack.source;

import io.tributary.stack.config.PostgresSource;
import io.tributary.stack.source.Finding.Rule;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the publication of a source to exactly the tables that can be captured. */
final class TablePublisher {

    private static final Logger LOG = LoggerFactory.getLogger(TablePublisher.class);

    private final PostgresSource source;
    private final Connection connection;
    private final boolean generated;
    private final CapturedLedger ledger;

    TablePublisher(PostgresSource source, Connection connection, boolean generated) {
        this.source = source;
        this.connection = connection;
        this.generated = generated;
        this.ledger = new CapturedLedger(source.name(), connection);
    }

    /**
     * Makes or corrects the publication before the first snapshot, which will read every table in it.
     *
     * @throws SourceException if the role may not
     */
    void publishAll(List<CapturedTable> captured) throws SQLException {
        SourceTransaction.run(connection, () -> putTogether(captured));
    }

    /** The same in a transaction that is the caller's. */
    void putTogether(List<CapturedTable> captured) throws SQLException {
        String name = ControlObjects.publication(source.name());
        Optional<Publication> publication = Publication.read(connection, name);
        if (publication.isEmpty()) {
            create(captured.stream().map(CapturedTable::name).toList());
        } else {
            correct(publication.get());
            Set<Long> wanted = captured.stream().map(CapturedTable::oid).collect(Collectors.toSet());
            drop(publication.get(), wanted);
            List<TableName> added = captured.stream()
                    .filter(table -> !publication.get().publishes(table.oid()))
                    .map(CapturedTable::name)
                    .toList();
            if (!added.isEmpty()) {
                execute(Publication.addTables(name, added));
            }
        }
        ledger.leave(ledger.read().keySet());
        ledger.put(captured, true);
    }

    private void create(List<TableName> captured) throws SQLException {
        String statement = ControlObjects.createPublication(
                source.name(),
                Stream.concat(controlTables().stream(), captured.stream()).toList(),
                generated);
        try {
            execute(statement);
        } catch (SQLException e) {
            if (!MissingPrivilege.is(e)) {
                throw e;
            }
            throw new SourceException(
                    List.of(new Finding(
                            Rule.CONTROL_OBJECTS_REFUSED,
                            "Postgres at " + source.address(),
                            "the role '" + source.user() + "' may not make the publication: "
                                    + ConnectionFailure.message(e),
                            "As superuser: " + statement + ";  or let the role do it: GRANT CREATE ON DATABASE "
                                    + SqlText.identifier(source.database()) + " TO "
                                    + SqlText.identifier(source.user()))),
                    e);
        }
    }

    /** Takes tables that can no longer be captured out of the publication, before their writers come to harm. */
    List<TableName> withdraw(List<CapturedTable> captured) throws SQLException {
        List<TableName> withdrawn = new ArrayList<>();
        SourceTransaction.run(connection, () -> {
            Publication publication = Publication.existing(connection, source);
            Set<Long> wanted = captured.stream().map(CapturedTable::oid).collect(Collectors.toSet());
            withdrawn.addAll(drop(publication, wanted));
            Set<Long> stale = new HashSet<>(ledger.read().keySet());
            stale.removeAll(wanted);
            ledger.leave(stale);
        });
        return withdrawn;
    }

    private void correct(Publication publication) throws SQLException {
        String sqlName = SqlText.identifier(publication.name());
        String where = "Postgres at " + source.address();
        if (publication.allTables()) {
            throw new SourceException(
                    List.of(new Finding(
                            Rule.PUBLICATION_DOES_NOT_FIT,
                            where,
                            "the publication '" + publication.name()
                                    + "' takes in all tables, which would make UPDATE and"
                                    + " DELETE fail in those without a key",
                            "DROP PUBLICATION " + sqlName + ";  Tributary makes one that names its tables")),
                    null);
        }
        List<TableName> missing = controlTables().stream()
                .filter(table -> !publication.tables().containsValue(table))
                .toList();
        boolean options = !publication.complete() || generated && !publication.generated();
        if (!publication.owned() && (!missing.isEmpty() || options)) {
            List<String> statements = new ArrayList<>();
            if (!missing.isEmpty()) {
                statements.add(Publication.addTables(publication.name(), missing));
            }
            if (options) {
                statements.add(setOptions(sqlName));
            }
            throw new SourceException(
                    List.of(new Finding(
                            Rule.PUBLICATION_DOES_NOT_FIT,
                            where,
                            "the publication '" + publication.name() + "' belongs to another role and lacks something",
                            "Let its owner run: " + String.join("; ", statements))),
                    null);
        }
        if (!missing.isEmpty()) {
            execute(Publication.addTables(publication.name(), missing));
        }
        if (options) {
            execute(setOptions(sqlName));
        }
    }

    private String setOptions(String sqlName) {
        return "ALTER PUBLICATION " + sqlName + " SET (" + ControlObjects.publicationOptions(generated) + ")";
    }

    private List<TableName> drop(Publication publication, Set<Long> wanted) throws SQLException {
        Map<Long, TableName> surplus = new HashMap<>(publication.tables());
        surplus.keySet().removeAll(wanted);
        surplus.values().removeAll(controlTables());
        List<TableName> tables = surplus.values().stream().sorted().toList();
        if (!tables.isEmpty() && publication.owned()) {
            execute(Publication.dropTables(publication.name(), tables));
            return tables;
        }
        return List.of();
    }

    private List<TableName> controlTables() {
        return List.of(ControlObjects.heartbeat(source.name()), ControlObjects.signal(source.name()));
    }

    private void execute(String sql) throws SQLException {
        LOG.info("source {}: {}", source.name(), sql);
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
