package io.tributary.streams.topology;

import org.apache.kafka.common.header.Headers;

/**
 * A record of a raw topic as it was read.
 *
 * @param key as written; may be null
 * @param value as written; may be null
 */
record RawRecord(String topic, int partition, long offset, byte[] key, byte[] value, Headers headers) {}
