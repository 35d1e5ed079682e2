package io.tributary.streams.toast;

import io.tributary.streams.envelope.RawRecord;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The large values of a row whose key changes, on their way to the new key, which may be another partition's.
 *
 * @param rowAddress where the row goes: raw topic, zero byte, bare key
 * @param partition of the new key
 * @param message LSN of the change, then the values in their stored form, nothing if the row had none
 */
public record Departure(byte[] rowAddress, int partition, byte[] message) {

    static Departure of(RawRecord raw, KeyChange newKey, long lsn, byte[] stored) {
        byte[] values = stored == null ? new byte[0] : stored;
        return new Departure(
                addressOf(raw.topic(), newKey.bareKey()),
                newKey.partition(),
                ByteBuffer.allocate(Long.BYTES + values.length)
                        .putLong(lsn)
                        .put(values)
                        .array());
    }

    /** Whether the row had large values. */
    public boolean hasValues() {
        return message.length > Long.BYTES;
    }

    /** The address of a row. */
    static byte[] addressOf(String rawTopic, byte[] bareKey) {
        byte[] topic = rawTopic.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(topic.length + 1 + bareKey.length)
                .put(topic)
                .put((byte) 0)
                .put(bareKey)
                .array();
    }
}
