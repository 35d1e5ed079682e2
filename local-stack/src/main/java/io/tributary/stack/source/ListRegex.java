package io.tributary.stack.source;

import io.tributary.stack.config.TablePattern;

/**
 * Names as regular expressions in Debezium's comma-separated lists. Debezium splits a list at commas that have no
 * backslash before them, cuts white space off both ends of each part and ignores case.
 */
public final class ListRegex {

    private ListRegex() {}

    /** A regular expression that matches this text only. */
    public static String literal(String text) {
        StringBuilder regex = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (Character.isWhitespace(c) || Character.isISOControl(c)) {
                regex.append(String.format("\\x{%x}", c));
            } else if (Character.isLetterOrDigit(c) || c == '_') {
                regex.appendCodePoint(c);
            } else {
                regex.append('\\').appendCodePoint(c);
            }
        });
        return regex.toString();
    }

    /** A regular expression that matches the {@code schema.table} that the pattern matches. */
    public static String of(TablePattern pattern) {
        return glob(pattern.schema()) + "\\." + glob(pattern.table());
    }

    private static String glob(String glob) {
        StringBuilder regex = new StringBuilder();
        int start = 0;
        for (int star = glob.indexOf('*'); star >= 0; star = glob.indexOf('*', start)) {
            regex.append(literal(glob.substring(start, star))).append(".*");
            start = star + 1;
        }
        return regex.append(literal(glob.substring(start))).toString();
    }
}
