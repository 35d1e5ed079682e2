package io.tributary.stack.demo;

import java.util.List;

/**
 * Rows in the text format of COPY.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-copy.html">COPY, section "Text Format"</a>
 */
final class CopyText {

    private CopyText() {}

    /** Appends one line. Values are written by {@code toString}, which suits the types that {@link ShopRow} uses. */
    static void append(StringBuilder target, List<Object> values) {
        for (int i = 0; i < values.size(); i++) {
            if (i > 0) {
                target.append('\t');
            }
            Object value = values.get(i);
            if (value == null) {
                target.append("\\N");
            } else {
                escape(target, value.toString());
            }
        }
        target.append('\n');
    }

    private static void escape(StringBuilder target, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\\' -> target.append("\\\\");
                case '\n' -> target.append("\\n");
                case '\r' -> target.append("\\r");
                case '\t' -> target.append("\\t");
                default -> target.append(c);
            }
        }
    }
}
