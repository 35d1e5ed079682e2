package io.tributary.cli.screen;

import java.util.Locale;

/** Numbers as people read them. A null is a dash. */
final class Amounts {

    private static final long KIBI = 1024;
    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB"};
    private static final long MILLIS_PER_SECOND = 1000;
    private static final long SECONDS_PER_MINUTE = 60;
    private static final long MINUTES_PER_HOUR = 60;
    private static final long HOURS_PER_DAY = 24;
    private static final long LARGE_FROM = 10;

    private Amounts() {}

    static String count(Long count) {
        return count == null ? "-" : String.format(Locale.ROOT, "%,d", count);
    }

    static String bytes(long bytes) {
        double amount = bytes;
        int unit = 0;
        while (amount >= KIBI && unit < UNITS.length - 1) {
            amount /= KIBI;
            unit++;
        }
        String form = unit == 0 || amount >= LARGE_FROM ? "%.0f %s" : "%.1f %s";
        return String.format(Locale.ROOT, form, amount, UNITS[unit]);
    }

    static String millis(Long millis) {
        if (millis == null) {
            return "-";
        }
        long seconds = millis / MILLIS_PER_SECOND;
        if (seconds < SECONDS_PER_MINUTE) {
            return String.format(Locale.ROOT, "%.1f s", millis / (double) MILLIS_PER_SECOND);
        }
        long minutes = seconds / SECONDS_PER_MINUTE;
        if (minutes < MINUTES_PER_HOUR) {
            return minutes + " min " + seconds % SECONDS_PER_MINUTE + " s";
        }
        long hours = minutes / MINUTES_PER_HOUR;
        return hours < HOURS_PER_DAY
                ? hours + " h " + minutes % MINUTES_PER_HOUR + " min"
                : hours / HOURS_PER_DAY + " d";
    }
}
