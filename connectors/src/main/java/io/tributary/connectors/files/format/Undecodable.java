package io.tributary.connectors.files.format;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;

/** Bytes that are no text, inside text: byte {@code b} is the lone low surrogate {@code U+DC00 + b}. */
final class Undecodable {

    private static final char FIRST = 0xdc00;
    private static final char LAST = 0xdcff;

    private Undecodable() {}

    static char escape(byte value) {
        return (char) (FIRST + (value & 0xff));
    }

    static boolean isIn(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isEscape(text, i)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isEscape(String text, int index) {
        char c = text.charAt(index);
        return c >= FIRST && c <= LAST && (index == 0 || !Character.isHighSurrogate(text.charAt(index - 1)));
    }

    /** The bytes that the text was read from. */
    static byte[] original(String text, Charset charset) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length() + 16);
        int begin = 0;
        for (int i = 0; i < text.length(); i++) {
            if (isEscape(text, i)) {
                bytes.writeBytes(text.substring(begin, i).getBytes(charset));
                bytes.write(text.charAt(i) - FIRST);
                begin = i + 1;
            }
        }
        bytes.writeBytes(text.substring(begin).getBytes(charset));
        return bytes.toByteArray();
    }
}
