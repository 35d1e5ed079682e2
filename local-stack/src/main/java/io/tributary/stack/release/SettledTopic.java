package io.tributary.stack.release;

/** Names of the topics that tell which files are completely in the lake. */
public final class SettledTopic {

    private static final String PREFIX = "settled.";

    private SettledTopic() {}

    public static String of(String source, String dataset) {
        return PREFIX + source + "." + dataset;
    }
}
