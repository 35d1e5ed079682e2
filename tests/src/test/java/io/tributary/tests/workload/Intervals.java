package io.tributary.tests.workload;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Intervals in ISO 8601, where Postgres leaves out what is zero and others do not. */
final class Intervals {

    private static final String NUMBER = "([-+]?[0-9.]+)";
    private static final Pattern ISO = Pattern.compile("P(?:" + NUMBER + "Y)?(?:" + NUMBER + "M)?(?:" + NUMBER
            + "D)?(?:T(?:" + NUMBER + "H)?(?:" + NUMBER + "M)?(?:" + NUMBER + "S)?)?");

    private Intervals() {}

    /** Months, days and seconds, which Postgres keeps apart. */
    static String canonical(String text) {
        Matcher iso = ISO.matcher(text);
        if (!iso.matches()) {
            throw new IllegalArgumentException("Not an ISO 8601 interval: " + text);
        }
        BigDecimal months = number(iso, 1).multiply(BigDecimal.valueOf(12)).add(number(iso, 2));
        BigDecimal seconds = number(iso, 4)
                .multiply(BigDecimal.valueOf(3600))
                .add(number(iso, 5).multiply(BigDecimal.valueOf(60)))
                .add(number(iso, 6));
        return plain(months) + " months " + plain(number(iso, 3)) + " days " + plain(seconds) + " seconds";
    }

    private static BigDecimal number(Matcher iso, int group) {
        return iso.group(group) == null ? BigDecimal.ZERO : new BigDecimal(iso.group(group));
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
