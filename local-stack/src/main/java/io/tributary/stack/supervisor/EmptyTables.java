package io.tributary.stack.supervisor;

import io.tributary.stack.config.PostgresSource;
import java.util.List;

/** Answers whether a table of a source holds no row. */
final class EmptyTables {

    EmptyTables(List<PostgresSource> sources) {}

    boolean isEmpty(String source, String table) {
        return false;
    }
}
