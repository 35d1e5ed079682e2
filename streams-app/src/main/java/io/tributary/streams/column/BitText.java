package io.tributary.streams.column;

import java.nio.ByteBuffer;
import org.apache.avro.util.Utf8;

/** Bit strings as Postgres writes them, from Debezium's little-endian bytes without the zero bytes at the end. */
final class BitText {

    private BitText() {}

    /**
     * The digits of a bit string.
     *
     * @param length number of digits of a {@code bit(n)}; 0 if it varies, and leading zeros are then lost already
     */
    static Utf8 of(ByteBuffer bytes, int length) {
        int highest = 0;
        for (int bit = bytes.remaining() * Byte.SIZE; bit > 0; bit--) {
            if (isSet(bytes, bit - 1)) {
                highest = bit;
                break;
            }
        }
        byte[] digits = new byte[Math.max(Math.max(length, highest), 1)];
        for (int i = 0; i < digits.length; i++) {
            int bit = digits.length - 1 - i;
            digits[i] = (byte) (bit < highest && isSet(bytes, bit) ? '1' : '0');
        }
        return new Utf8(digits);
    }

    static Utf8 of(boolean bit) {
        return new Utf8(bit ? "1" : "0");
    }

    private static boolean isSet(ByteBuffer bytes, int bit) {
        return (bytes.get(bytes.position() + bit / Byte.SIZE) >> bit % Byte.SIZE & 1) == 1;
    }
}
