package io.tributary.connectors.files.format;

import java.io.IOException;
import java.io.Reader;

/** Lines of text, none longer than a limit, so that a file without line ends does not fill the heap. */
final class LineReader {

    private final Reader in;
    private final int maxChars;
    private final char[] buffer = new char[1 << 13];
    private int position;
    private int limit;
    private boolean cut;

    LineReader(Reader in, int maxChars) {
        this.in = in;
        this.maxChars = maxChars;
    }

    /** Whether the line given last was longer than allowed; only its beginning was given. */
    boolean wasCut() {
        return cut;
    }

    /** The next line without its end, or null after the last. */
    String next() throws IOException {
        StringBuilder line = new StringBuilder();
        boolean any = false;
        cut = false;
        while (true) {
            if (position == limit) {
                limit = in.read(buffer, 0, buffer.length);
                position = 0;
                if (limit <= 0) {
                    limit = 0;
                    return any ? withoutReturn(line) : null;
                }
            }
            any = true;
            int end = position;
            while (end < limit && buffer[end] != '\n') {
                end++;
            }
            int fits = Math.min(end - position, maxChars - line.length());
            line.append(buffer, position, fits);
            cut |= fits < end - position;
            position = end;
            if (end < limit) {
                position++;
                return withoutReturn(line);
            }
        }
    }

    private static String withoutReturn(StringBuilder line) {
        int length = line.length();
        return length > 0 && line.charAt(length - 1) == '\r' ? line.substring(0, length - 1) : line.toString();
    }
}
