package io.tributary.stack.supervisor;

import io.tributary.stack.config.PostgresSource;
import io.tributary.stack.source.SourceDatabase;
import io.tributary.stack.source.SourceException;
import io.tributary.stack.source.TableName;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers whether a table of a source holds no row. A table that was seen to hold one is not asked for again. */
final class EmptyTables {

    private static final Logger LOG = LoggerFactory.getLogger(EmptyTables.class);

    private final Map<String, PostgresSource> sources;
    private final Map<String, Boolean> filled = new ConcurrentHashMap<>();

    EmptyTables(List<PostgresSource> sources) {
        this.sources = sources.stream().collect(Collectors.toMap(PostgresSource::name, Function.identity()));
    }

    boolean isEmpty(String source, String table) {
        String key = source + " " + table;
        if (filled.containsKey(key) || !sources.containsKey(source)) {
            return false;
        }
        int dot = table.indexOf('.');
        TableName name = new TableName(table.substring(0, dot), table.substring(dot + 1));
        try (SourceDatabase database = SourceDatabase.open(sources.get(source))) {
            boolean empty = !database.empty(List.of(name)).isEmpty();
            if (!empty) {
                filled.put(key, true);
            }
            return empty;
        } catch (SourceException e) {
            LOG.debug("whether {} is empty is not known", table, e);
            return false;
        }
    }
}
