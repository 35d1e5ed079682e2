package io.tributary.spark.ingest;

import io.tributary.spark.lake.Layer;
import io.tributary.spark.session.ProcessSettings;
import java.time.Duration;
import java.util.Map;

/**
 * Settings of one layer's query.
 *
 * @param layer which tables it writes
 * @param trigger time between the beginnings of two micro-batches, at least; a backlog does not wait for it
 * @param maxOffsets offsets in a micro-batch at most, over all topics: what bounds memory when a backlog waits
 * @param tableWriters tables written at the same time
 * @param retryOffsets offsets that one commit of a parked table takes in at most
 * @param kafka further settings of the Kafka consumer, with their {@code kafka.} prefix
 */
public record QuerySettings(
        Layer layer,
        Duration trigger,
        long maxOffsets,
        int tableWriters,
        long retryOffsets,
        Map<String, String> kafka) {

    private static final Duration LONGEST_TICK = Duration.ofSeconds(1);

    /** Offsets that are a backlog. */
    long enoughOffsets() {
        return Math.max(1, maxOffsets / 2);
    }

    /** Time between two looks at what there is to read. */
    Duration tick() {
        return trigger.compareTo(LONGEST_TICK) < 0 ? trigger : LONGEST_TICK;
    }

    /** Reads {@code <layer>.trigger.ms}, {@code <layer>.max.offsets}, {@code table.writers} and {@code kafka.*}. */
    public static QuerySettings of(ProcessSettings settings, Layer layer) {
        long trigger = layer == Layer.SILVER ? 1_000 : 15_000;
        return new QuerySettings(
                layer,
                Duration.ofMillis(settings.number(layer.id() + ".trigger.ms", trigger, 0)),
                settings.number(layer.id() + ".max.offsets", 200_000, 1),
                (int) settings.number("table.writers", 4, 1),
                settings.number("parked.max.offsets", 50_000, 1),
                settings.withPrefix("kafka."));
    }
}
