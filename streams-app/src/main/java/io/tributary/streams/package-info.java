/** The Kafka Streams app: from raw change events to clean, typed, keyed records, and dead letters for the rest. */
package io.tributary.streams;
