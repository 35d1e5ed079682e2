package io.tributary.stack.source;

import io.tributary.stack.config.TablePattern;

/**
 * Names as regular expressions in Debezium's comma-separated lists. Debezium ignores case, cuts white space off both ends
 * of each part, and splits some lists twice, the second time also at commas with a backslash before them. So every
 * character but letters, digits and underscores is written by its number.
 */
public final class ListRegex {

    private ListRegex() {}

    /** A regular expression that matches this text only. */
    public static String literal(String text) {
        StringBuilder regex = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (Character.isLetterOrDigit(c) || c == '_') {
                regex.appendCodePoint(c);
            } else {
                regex.append(String.format("\\x{%x}", c));
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
