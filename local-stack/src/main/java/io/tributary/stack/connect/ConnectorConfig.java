package io.tributary.stack.connect;

import io.tributary.schemas.naming.Topics;
import io.tributary.stack.config.PostgresSource;
import io.tributary.stack.layout.StackException;
import io.tributary.stack.source.CapturedTable;
import io.tributary.stack.source.CapturedTable.Key;
import io.tributary.stack.source.ControlObjects;
import io.tributary.stack.source.Finding.Rule;
import io.tributary.stack.source.ListRegex;
import io.tributary.stack.source.RawTopic;
import io.tributary.stack.source.TableName;
import io.tributary.stack.source.TableSelection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Fills the Debezium template for one source. */
final class ConnectorConfig {

    static final String SNAPSHOT_TABLES = "snapshot.include.collection.list";

    private static final String CONNECTOR_PREFIX = "postgres-";
    private static final String HEARTBEAT_MS = "5000";

    private ConnectorConfig() {}

    static String connectorName(String source) {
        return CONNECTOR_PREFIX + source;
    }

    /**
     * The configuration of a source's connector.
     *
     * @throws StackException if the template cannot be read or has a placeholder that nobody fills
     */
    static Map<String, String> of(
            PostgresSource source, TableSelection selection, CaptureSettings settings, PasswordFiles passwords) {
        List<CapturedTable> tables = selection.captured();
        Map<String, String> config =
                ConnectorTemplate.fill(settings.template(), values(source, selection, settings, passwords));
        String keyless = tables.stream()
                .filter(table -> table.key() == Key.NONE)
                .map(table -> RawTopic.of(source.name(), table.name()))
                .sorted()
                .collect(Collectors.joining(","));
        if (!keyless.isEmpty()) {
            config.put("transforms", "keyless");
            config.put("transforms.keyless.type", "io.tributary.connectors.transform.DropKey");
            config.put("transforms.keyless.topics", keyless);
        }
        config.putAll(settings.overrides());
        return config;
    }

    private static Map<String, String> values(
            PostgresSource source, TableSelection selection, CaptureSettings settings, PasswordFiles passwords) {
        List<CapturedTable> tables = selection.captured();
        Map<String, String> values = new TreeMap<>();
        values.put("database.hostname", source.host());
        values.put("database.port", String.valueOf(source.port()));
        values.put("database.dbname", source.database());
        values.put("database.user", source.user());
        values.put("database.password", passwords.reference(source));
        values.put("database.sslmode", source.tls().label());
        values.put(
                "database.sslrootcert",
                source.tlsRootCertificate()
                        .map(file -> file.toAbsolutePath().toString())
                        .orElse(""));
        values.put("slot.name", ControlObjects.slot(source.name()));
        values.put("publication.name", ControlObjects.publication(source.name()));
        values.put("table.include.list", included(source, selection));
        values.put(SNAPSHOT_TABLES, snapshotTables(source, tables));
        values.put("column.exclude.list", unpublishedColumns(tables));
        values.put("message.key.columns", keyColumns(tables));
        values.put("heartbeat.interval.ms", HEARTBEAT_MS);
        values.put("heartbeat.action.query", ControlObjects.beat(source.name()));
        values.put(
                "signal.data.collection", ControlObjects.signal(source.name()).toString());
        values.put("topic.prefix", Topics.rawPrefix(source.name()));
        values.put("topic.partitions", String.valueOf(settings.partitions()));
        values.put("topic.replication.factor", String.valueOf(settings.replicationFactor()));
        values.put("schema.registry.url", settings.registry().toString());
        return values;
    }

    /**
     * All that the patterns match; which of it is captured, the publication decides while the connector runs. But a table
     * whose columns differ by case alone stops the connector as soon as it looks at it.
     */
    private static String included(PostgresSource source, TableSelection selection) {
        String unbearable = selection.leftOut().stream()
                .filter(table -> table.finding().rule() == Rule.COLUMN_NAMES_CLASH)
                .map(table -> table.table().regex())
                .collect(Collectors.joining("|"));
        String except = unbearable.isEmpty() ? "" : "(?!(?:" + unbearable + ")$)";
        return Stream.concat(
                        source.tables().stream().map(pattern -> except + ListRegex.of(pattern)),
                        Stream.of(ControlObjects.heartbeat(source.name()), ControlObjects.signal(source.name()))
                                .map(TableName::regex))
                .collect(Collectors.joining(","));
    }

    private static String snapshotTables(PostgresSource source, List<CapturedTable> tables) {
        // An empty list would mean every table.
        return tables.isEmpty()
                ? ControlObjects.signal(source.name()).regex()
                : tables.stream().map(table -> table.name().regex()).collect(Collectors.joining(","));
    }

    private static String unpublishedColumns(List<CapturedTable> tables) {
        return tables.stream()
                .flatMap(table -> table.unpublished().stream()
                        .map(column -> table.name().regex() + "\\." + ListRegex.literal(column)))
                .collect(Collectors.joining(","));
    }

    private static String keyColumns(List<CapturedTable> tables) {
        return tables.stream()
                .filter(table -> table.key() == Key.IDENTITY_INDEX || table.key() == Key.CONTRACT)
                .map(table -> table.name().regex() + ":"
                        + table.keyColumns().stream().map(ListRegex::literal).collect(Collectors.joining(",")))
                .collect(Collectors.joining(";"));
    }
}
