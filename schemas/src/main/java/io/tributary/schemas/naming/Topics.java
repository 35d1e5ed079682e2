package io.tributary.schemas.naming;

import java.util.regex.Pattern;

/** The names of the topics between the stages. */
public final class Topics {

    public static final String RAW_PREFIX = "raw.";
    public static final String CLEAN_PREFIX = "clean.";
    public static final String DEAD_LETTER_PREFIX = "dlq.";

    /** The Postgres schema that holds the heartbeat and the signal table of a source. */
    public static final String CONTROL_SCHEMA = "tributary";

    /** Raw topics that carry data: {@code raw.<source>.<...>} without those of the control schema. */
    public static final Pattern RAW_DATA =
            Pattern.compile("raw\\.[a-z][a-z0-9_]*\\.(?!" + CONTROL_SCHEMA + "\\.)[A-Za-z0-9._-]+");

    /** Clean topics, as a subscription pattern. */
    public static final Pattern CLEAN = Pattern.compile("clean\\.[a-z][a-z0-9_]*\\.[a-z0-9_]+");

    private Topics() {}

    /** The prefix that Debezium puts before {@code .<schema>.<table>} for a source. */
    public static String rawPrefix(String source) {
        return RAW_PREFIX + source;
    }

    /** The source of a raw topic. */
    public static String sourceOfRaw(String rawTopic) {
        if (!rawTopic.startsWith(RAW_PREFIX)) {
            throw new IllegalArgumentException("Topic '" + rawTopic + "' does not begin with " + RAW_PREFIX);
        }
        int end = rawTopic.indexOf('.', RAW_PREFIX.length());
        if (end < 0) {
            throw new IllegalArgumentException("Topic '" + rawTopic + "' is not of the form raw.<source>.<dataset>");
        }
        return rawTopic.substring(RAW_PREFIX.length(), end);
    }
}
