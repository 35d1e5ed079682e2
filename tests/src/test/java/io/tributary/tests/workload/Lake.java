package io.tributary.tests.workload;

import java.util.List;
import java.util.Map;

/** Whoever answers SQL over the lake. */
@FunctionalInterface
public interface Lake {

    /** Rows by column name; values as text, null where the column is. */
    List<Map<String, String>> query(String sql);
}
