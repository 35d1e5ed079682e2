package io.tributary.spark.query;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** A statement names a table or database that the lake does not have; the message says what it has. */
final class UnknownTableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final int MOST_LISTED = 40;
    private static final int NEAR = 3;

    private UnknownTableException(String message) {
        super(message);
    }

    static UnknownTableException table(LakeFolders folders, String database, String table) {
        if (!folders.isDatabase(database)) {
            return new UnknownTableException(
                    "Database " + database + " does not exist; there are " + String.join(", ", folders.databases()));
        }
        List<String> all = new ArrayList<>();
        for (String known : folders.databases()) {
            folders.tables(known).forEach(name -> all.add(known + "." + name));
        }
        String wanted = (database + "." + table).toLowerCase(Locale.ROOT);
        return new UnknownTableException("Table " + wanted + " does not exist" + hint(wanted, all));
    }

    private static String hint(String wanted, List<String> all) {
        if (all.isEmpty()) {
            return "; the lake has no tables yet";
        }
        List<String> near = all.stream()
                .filter(name -> distance(bare(name), bare(wanted))
                        <= Math.min(NEAR, bare(wanted).length() / 2))
                .sorted(Comparator.comparingInt(name -> distance(name, wanted)))
                .limit(NEAR)
                .toList();
        if (!near.isEmpty()) {
            return "; did you mean " + String.join(" or ", near) + "?";
        }
        String listed = String.join(", ", all.subList(0, Math.min(MOST_LISTED, all.size())));
        int more = all.size() - MOST_LISTED;
        return "; there are " + listed + (more > 0 ? " and " + more + " more (SHOW TABLES lists them)" : "");
    }

    private static String bare(String qualified) {
        return qualified.substring(qualified.indexOf('.') + 1);
    }

    /** Levenshtein's distance. */
    private static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                current[j] = Math.min(Math.min(current[j - 1], previous[j]) + 1, previous[j - 1] + change);
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
