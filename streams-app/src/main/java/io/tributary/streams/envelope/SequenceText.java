package io.tributary.streams.envelope;

import org.apache.avro.util.Utf8;

/** Debezium's {@code source.sequence} of Postgres: a JSON array of LSNs as strings, some of them null. */
final class SequenceText {

    private SequenceText() {}

    /** The largest LSN in it, or null if there is none. */
    static Long largest(Utf8 text) {
        byte[] bytes = text.getBytes();
        long largest = -1;
        long current = -1;
        for (int i = 0; i < text.getByteLength(); i++) {
            int digit = bytes[i] - '0';
            if (digit >= 0 && digit <= 9) {
                current = Math.max(current, 0) * 10 + digit;
                largest = Math.max(largest, current);
            } else {
                current = -1;
            }
        }
        return largest < 0 ? null : largest;
    }
}
