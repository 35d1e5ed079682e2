package io.tributary.connectors.archive.format;

import java.util.List;

/**
 * A record as Kafka held it.
 *
 * @param offset its offset
 * @param timestamp milliseconds since the epoch; nullable
 * @param timestampType {@code CreateTime}, {@code LogAppendTime} or {@code NoTimestampType}
 * @param key its bytes, unchanged; nullable
 * @param keySchemaId the schema id in the key's header; null if the key has none
 * @param value its bytes, unchanged; nullable
 * @param valueSchemaId the schema id in the value's header; null if the value has none
 * @param headers in their order
 */
public record ArchivedRecord(
        long offset,
        Long timestamp,
        String timestampType,
        byte[] key,
        Integer keySchemaId,
        byte[] value,
        Integer valueSchemaId,
        List<Header> headers) {

    public ArchivedRecord {
        headers = List.copyOf(headers);
    }

    /**
     * A header.
     *
     * @param value its bytes; nullable
     */
    public record Header(String key, byte[] value) {}
}
