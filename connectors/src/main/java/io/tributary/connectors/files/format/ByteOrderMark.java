package io.tributary.connectors.files.format;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * The mark at the beginning of a text that tells its encoding.
 *
 * @param charset null if there is no mark
 * @param length bytes of the mark
 */
record ByteOrderMark(Charset charset, int length) {

    static ByteOrderMark of(byte[] bytes, int count) {
        if (count >= 3 && bytes[0] == (byte) 0xef && bytes[1] == (byte) 0xbb && bytes[2] == (byte) 0xbf) {
            return new ByteOrderMark(StandardCharsets.UTF_8, 3);
        }
        if (count >= 2 && bytes[0] == (byte) 0xff && bytes[1] == (byte) 0xfe) {
            return new ByteOrderMark(StandardCharsets.UTF_16LE, 2);
        }
        if (count >= 2 && bytes[0] == (byte) 0xfe && bytes[1] == (byte) 0xff) {
            return new ByteOrderMark(StandardCharsets.UTF_16BE, 2);
        }
        return new ByteOrderMark(null, 0);
    }
}
