package io.tributary.stack.config;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * How raw topics are kept in the lake's bucket for good.
 *
 * @param enabled whether they are at all
 * @param format {@code avro} or {@code jsonl}
 * @param compression {@code none}, {@code gzip} or {@code zstd}
 * @param rotateInterval how old the first record of a file may become before the file is complete
 * @param settings further settings of the connector, handed to it as they are
 */
public record ArchiveConfig(
        boolean enabled, String format, String compression, Duration rotateInterval, Map<String, String> settings) {

    static final String DEFAULT_FORMAT = "avro";
    static final String DEFAULT_COMPRESSION = "zstd";
    static final Duration DEFAULT_ROTATE_INTERVAL = Duration.ofMinutes(10);

    public ArchiveConfig {
        requireNonNull(format, "format is null");
        requireNonNull(compression, "compression is null");
        requireNonNull(rotateInterval, "rotateInterval is null");
        settings = Collections.unmodifiableMap(new TreeMap<>(settings));
    }

    /** What a file without the section means. */
    public static ArchiveConfig defaults() {
        return new ArchiveConfig(true, DEFAULT_FORMAT, DEFAULT_COMPRESSION, DEFAULT_ROTATE_INTERVAL, Map.of());
    }

    /** No archive. */
    public static ArchiveConfig off() {
        return new ArchiveConfig(false, DEFAULT_FORMAT, DEFAULT_COMPRESSION, DEFAULT_ROTATE_INTERVAL, Map.of());
    }
}
