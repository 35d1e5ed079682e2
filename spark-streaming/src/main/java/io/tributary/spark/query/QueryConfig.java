package io.tributary.spark.query;

import io.tributary.spark.session.LakeStorage;
import io.tributary.spark.session.ProcessSettings;
import java.time.Duration;
import java.util.Map;

/**
 * What the SQL process is told at its start.
 *
 * @param storage where the lake is
 * @param port port of the HTTP server on loopback; 0 takes any free one
 * @param maxQueries how many statements may run at the same time; one more is refused with 503
 * @param timeout how long one statement may take from its arrival to its last byte
 * @param tableRows how many rows the {@code table} format shows before it says that there are more
 * @param spillBytes how much of one answer may wait on local disk for a client that reads slowly
 * @param spark the operator's {@code spark.*} settings
 */
record QueryConfig(
        LakeStorage storage,
        int port,
        int maxQueries,
        Duration timeout,
        int tableRows,
        long spillBytes,
        Map<String, String> spark) {

    private static final int DEFAULT_PORT = 18086;
    private static final int HIGHEST_PORT = 65_535;
    private static final int DEFAULT_MAX_QUERIES = 4;
    private static final int MOST_QUERIES = 64;
    private static final int DEFAULT_TABLE_ROWS = 1000;
    private static final int MOST_TABLE_ROWS = 100_000;
    private static final long DEFAULT_SPILL_BYTES = 2L << 30;

    QueryConfig {
        spark = Map.copyOf(spark);
    }

    /**
     * Reads the settings and finds misspelt ones.
     *
     * @throws IllegalArgumentException naming the key and what is wrong with it
     */
    static QueryConfig of(ProcessSettings settings) {
        QueryConfig config = new QueryConfig(
                LakeStorage.of(settings),
                number(settings, "http.port", DEFAULT_PORT, 0, HIGHEST_PORT),
                number(settings, "max.queries", DEFAULT_MAX_QUERIES, 1, MOST_QUERIES),
                Duration.ofMillis(settings.number(
                        "query.timeout.ms", Duration.ofMinutes(10).toMillis(), 1)),
                number(settings, "table.max.rows", DEFAULT_TABLE_ROWS, 1, MOST_TABLE_ROWS),
                settings.number("spill.max.bytes", DEFAULT_SPILL_BYTES, 0),
                settings.withPrefix("spark."));
        settings.requireAllKnown();
        return config;
    }

    private static int number(ProcessSettings settings, String key, int defaultValue, int least, int most) {
        long value = settings.number(key, defaultValue, least);
        if (value > most) {
            throw new IllegalArgumentException("Setting '" + key + "' must be at most " + most + "; it is " + value);
        }
        return (int) value;
    }
}
