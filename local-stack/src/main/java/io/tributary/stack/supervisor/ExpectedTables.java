package io.tributary.stack.supervisor;

import io.tributary.schemas.naming.Dataset;
import io.tributary.stack.config.PostgresSource;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tables that must be there before a stack is ready: those of every captured table that holds a row. A table without
 * rows makes no records, so nothing is expected of it.
 */
final class ExpectedTables {

    private static final Logger LOG = LoggerFactory.getLogger(ExpectedTables.class);

    /** Tables that held no row at the last look, as {@code source schema.table}. */
    private volatile Set<String> empty = Set.of();

    /** Names as {@code layer.table}. */
    Set<String> of(List<SourceStatus> sources, List<TableStatus> tables) {
        Set<String> there = new HashSet<>();
        tables.forEach(table -> there.add(table.name()));
        Set<String> expected = new TreeSet<>();
        for (SourceStatus source : sources) {
            for (String captured : source.captured()) {
                String name = lakeName(source.name(), captured);
                if (there.contains(name) || !empty.contains(source.name() + " " + captured)) {
                    expected.add("bronze." + name);
                    if (!source.bronzeOnly().contains(captured)) {
                        expected.add("silver." + name);
                    }
                }
            }
        }
        return expected;
    }

    /** Looks anew which of the tables that are not in the lake yet hold no row. */
    void look(List<PostgresSource> configured, List<SourceStatus> sources, List<TableStatus> tables) {
        Set<String> there = new HashSet<>();
        tables.forEach(table -> there.add(table.name()));
        Set<String> found = new HashSet<>();
        for (SourceStatus source : sources) {
            List<TableName> missing = new ArrayList<>();
            source.captured().stream()
                    .filter(table -> !there.contains(lakeName(source.name(), table)))
                    .map(ExpectedTables::parse)
                    .forEach(missing::add);
            configured.stream()
                    .filter(candidate -> candidate.name().equals(source.name()) && !missing.isEmpty())
                    .findFirst()
                    .ifPresent(database -> found.addAll(empty(database, missing)));
        }
        empty = Set.copyOf(found);
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
