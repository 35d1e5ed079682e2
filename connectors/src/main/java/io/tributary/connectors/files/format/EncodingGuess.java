package io.tributary.connectors.files.format;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * Tells UTF-8 from a single-byte encoding by a piece of text that begins with its first byte beyond ASCII. Reading UTF-8 as
 * latin-1 raises no error and corrupts every name, so the bytes decide and not an exception.
 */
final class EncodingGuess {

    /** Text in a single-byte encoding hardly ever looks like UTF-8; a UTF-8 file may have a few broken bytes. */
    private static final int GOOD_FOR_ONE_BAD = 10;

    private EncodingGuess() {}

    /**
     * Judges.
     *
     * @param bytes holds the text from {@code from} to {@code to}
     * @param cut whether the file goes on, so that a character may be cut at the end
     */
    static Charset of(byte[] bytes, int from, int to, boolean cut, Charset otherwise) {
        int good = 0;
        int bad = 0;
        for (int i = from; i < to; ) {
            int first = bytes[i] & 0xff;
            if (first < 0x80) {
                i++;
                continue;
            }
            int length = first >= 0xc2 && first < 0xe0
                    ? 2
                    : first >= 0xe0 && first < 0xf0 ? 3 : first >= 0xf0 && first < 0xf5 ? 4 : 0;
            int continuation = 1;
            while (continuation < length && i + continuation < to && (bytes[i + continuation] & 0xc0) == 0x80) {
                continuation++;
            }
            if (length > 0 && continuation == length) {
                good++;
                i += length;
            } else if (length > 0 && cut && i + continuation == to) {
                break;
            } else {
                bad++;
                i++;
            }
        }
        return good > 0 && good >= GOOD_FOR_ONE_BAD * bad ? StandardCharsets.UTF_8 : otherwise;
    }
}
