package io.tributary.stack.supervisor;

import io.tributary.schemas.naming.Dataset;
import io.tributary.stack.config.PostgresSource;
import io.tributary.stack.config.SourceConfig;
import io.tributary.stack.source.SourceDatabase;
import io.tributary.stack.source.SourceException;
import io.tributary.stack.source.TableName;
import io.tributary.stack.status.SourceStatus;
import io.tributary.stack.status.TableStatus;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tables that must be there before a stack is ready: those of every captured Postgres table that holds a row. A table without
 * rows makes no records, so nothing is expected of it; a truncate of one is a row of bronze, but makes no silver table.
 */
final class ExpectedTables {

    private static final Logger LOG = LoggerFactory.getLogger(ExpectedTables.class);

    /** Tables that held no row at the last look, as {@code source schema.table}. */
    private volatile Set<String> empty = Set.of();

    /** Names as {@code layer.table}. */
    Set<String> of(List<SourceStatus> sources, List<TableStatus> tables) {
        Set<String> there = inLake(tables);
        Set<String> expected = new TreeSet<>();
        for (SourceStatus source : databases(sources)) {
            for (String captured : source.captured()) {
                boolean holdsRows = !empty.contains(source.name() + " " + captured);
                wanted(source, captured).stream()
                        .filter(table -> holdsRows || there.contains(table))
                        .forEach(expected::add);
            }
        }
        return expected;
    }

    /** Looks anew which of the captured tables that are not whole in the lake yet hold no row. */
    void look(List<SourceConfig> configured, List<SourceStatus> sources, List<TableStatus> tables) {
        Set<String> there = inLake(tables);
        Set<String> found = new HashSet<>();
        for (SourceStatus source : databases(sources)) {
            List<TableName> missing = new ArrayList<>();
            source.captured().stream()
                    .filter(table -> !there.containsAll(wanted(source, table)))
                    .map(ExpectedTables::parse)
                    .forEach(missing::add);
            configured.stream()
                    .filter(candidate -> candidate.name().equals(source.name()) && !missing.isEmpty())
                    .filter(PostgresSource.class::isInstance)
                    .map(PostgresSource.class::cast)
                    .findFirst()
                    .ifPresent(database -> found.addAll(empty(database, missing)));
        }
        empty = Set.copyOf(found);
    }

    /** Only a table's rows become rows of the lake without anything else: files and answers need a contract. */
    private static List<SourceStatus> databases(List<SourceStatus> sources) {
        return sources.stream()
                .filter(source -> source.type().equals(SourceStatus.POSTGRES))
                .toList();
    }

    private static Set<String> inLake(List<TableStatus> tables) {
        return tables.stream()
                .filter(table -> table.lastCommit() != null)
                .map(table -> table.layer() + "." + table.name())
                .collect(Collectors.toSet());
    }

    private static List<String> wanted(SourceStatus source, String captured) {
        String name = lakeName(source.name(), captured);
        return source.bronzeOnly().contains(captured)
                ? List.of("bronze." + name)
                : List.of("bronze." + name, "silver." + name);
    }

    private static Set<String> empty(PostgresSource source, List<TableName> tables) {
        Set<String> found = new HashSet<>();
        try (SourceDatabase database = SourceDatabase.open(source)) {
            database.empty(tables).forEach(table -> found.add(source.name() + " " + table));
        } catch (SourceException e) {
            LOG.warn("source {} not asked for empty tables: {}", source.name(), e.getMessage());
        }
        return found;
    }

    static String lakeName(String source, String captured) {
        TableName table = parse(captured);
        return Dataset.ofPostgres(source, table.schema(), table.name()).tableName();
    }

    private static TableName parse(String captured) {
        int dot = captured.indexOf('.');
        return new TableName(captured.substring(0, dot), captured.substring(dot + 1));
    }
}
