package io.tributary.stack.config;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The largest heap of a JVM.
 *
 * @param mebibytes at least 16
 */
public record HeapSize(int mebibytes) {

    private static final Pattern FORM = Pattern.compile("(\\d{1,6})\\s*([mg])(?:i?b)?");
    private static final int LEAST = 16;
    private static final int MEBIBYTES_PER_GIBIBYTE = 1024;

    public HeapSize {
        if (mebibytes < LEAST) {
            throw new IllegalArgumentException("A heap of " + mebibytes + " MiB is too small; at least " + LEAST);
        }
    }

    static Optional<HeapSize> parse(String text) {
        Matcher matcher = FORM.matcher(text.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int amount = Integer.parseInt(matcher.group(1));
        int mebibytes = matcher.group(2).equals("g") ? amount * MEBIBYTES_PER_GIBIBYTE : amount;
        return mebibytes < LEAST ? Optional.empty() : Optional.of(new HeapSize(mebibytes));
    }

    /** The JVM's flag, for instance {@code -Xmx256m}. */
    public String flag() {
        return "-Xmx" + mebibytes + "m";
    }
}
