package io.tributary.streams.retention;

/**
 * Offsets of a raw topic that Kafka has dropped before they were cleaned.
 *
 * @param from first of them
 * @param to the first that Kafka still had
 * @param noticed when, milliseconds since 1970-01-01 UTC; later than that of any range of the partition before it
 */
public record DroppedRange(String topic, int partition, long from, long to, long noticed) {}
