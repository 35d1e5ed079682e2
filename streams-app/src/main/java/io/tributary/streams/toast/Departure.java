package io.tributary.streams.toast;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What one partition tells another: the large values of a row whose key changes into one of the other's, or that the
 * table was truncated.
 *
 * @param address of the row under its new key, or of the table: raw topic, zero byte, and bare key or nothing
 * @param partition that is told
 * @param message see {@link MovedValues}
 */
public record Departure(byte[] address, int partition, byte[] message) {

    private static final byte[] NO_KEY = new byte[0];

    /** The address of a row. */
    static byte[] addressOf(String rawTopic, byte[] bareKey) {
        byte[] topic = rawTopic.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(topic.length + 1 + bareKey.length)
                .put(topic)
                .put((byte) 0)
                .put(bareKey)
                .array();
    }

    /** The address of a table. */
    static byte[] addressOf(String rawTopic) {
        return addressOf(rawTopic, NO_KEY);
    }

    /** The raw topic of an address if it is that of a table; null if it is a row's. */
    static String tableOf(byte[] address) {
        for (int i = 0; i < address.length - 1; i++) {
            if (address[i] == 0) {
                return null;
            }
        }
        return new String(address, 0, address.length - 1, StandardCharsets.UTF_8);
    }
}
