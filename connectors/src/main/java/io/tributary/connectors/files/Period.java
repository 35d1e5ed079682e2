package io.tributary.connectors.files;

import io.tributary.connectors.files.store.StoredFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a path says of the time its records speak of, and how that orders them. */
final class Period {

    /** Room for the generations of one file below its period. */
    private static final long GENERATIONS = 100_000;

    private static final long MAX_TIME = Long.MAX_VALUE / GENERATIONS - 1;

    private final Pattern pattern;

    /**
     * Takes the expression.
     *
     * @param regex may be empty: then no file has a period
     */
    Period(String regex) {
        pattern = regex.isEmpty() ? null : Pattern.compile(regex);
    }

    /** The groups of the match put together, the whole match if there are none, or null without a match. */
    String of(String path) {
        Matcher matcher = pattern == null ? null : pattern.matcher(path);
        if (matcher == null || !matcher.find()) {
            return null;
        }
        if (matcher.groupCount() == 0) {
            return matcher.group();
        }
        StringBuilder period = new StringBuilder();
        for (int i = 1; i <= matcher.groupCount(); i++) {
            period.append(matcher.group(i) == null ? "" : matcher.group(i));
        }
        return period.toString();
    }

    /**
     * The ordering of a generation: by period, else by the file's time in seconds, then by generation; in any case higher
     * than that of the generation before.
     *
     * @param before the ordering of the generation before; 0 if there is none
     */
    long ordering(StoredFile file, long generation, long before) {
        long computed = Math.min(MAX_TIME, time(file)) * GENERATIONS + Math.min(generation, GENERATIONS - 1);
        return Math.max(computed, before + 1);
    }

    private long time(StoredFile file) {
        String period = of(file.path());
        String digits = period == null ? "" : period.replaceAll("[^0-9]", "");
        if (!digits.isEmpty()) {
            return Long.parseLong(digits.substring(0, Math.min(14, digits.length())));
        }
        return file.modified() == null ? 0 : Math.max(0, file.modified() / 1000);
    }
}
