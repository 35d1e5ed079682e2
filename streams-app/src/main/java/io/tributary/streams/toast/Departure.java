package io.tributary.streams.toast;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The large values of a row whose key changes, on their way to the new key, which may be another partition's.
 *
 * @param rowAddress where the row goes: raw topic, zero byte, bare key
 * @param partition of the new key
 * @param message see {@link MovedValues}
 */
public record Departure(byte[] rowAddress, int partition, byte[] message) {

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
