package io.tributary.streams.topology;

import io.tributary.schemas.naming.Dataset;
import io.tributary.streams.deadletter.Rule;

/** Who is told what the topology does. Called from stream threads, once or twice a record: must be quick. */
public interface CleaningObserver {

    /** Tells nobody. */
    CleaningObserver NOBODY = new CleaningObserver() {};

    /**
     * A record went to the clean topic.
     *
     * @param sourceTsMicros commit time at the source, microseconds since 1970-01-01 UTC
     */
    default void cleaned(Dataset dataset, long sourceTsMicros) {}

    /** A record went to the dead-letter topic. */
    default void deadLettered(Dataset dataset, Rule rule) {}

    /**
     * A record broke a rule of its contract that only warns, and went on.
     *
     * @param field the column, or the rule's name
     */
    default void warned(Dataset dataset, Rule rule, String field) {}

    /** A dataset has so many dead letters in a partition, counted since it is captured. */
    default void deadLetters(Dataset dataset, int partition, long number) {}
}
