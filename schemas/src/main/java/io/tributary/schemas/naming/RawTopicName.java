package io.tributary.schemas.naming;

/** What the name of a raw topic tells: {@code raw.<source>.<schema>.<table>} or {@code raw.<source>.<dataset>}. */
public final class RawTopicName {

    private static final int MAX_SOURCE_LENGTH = 31;

    private RawTopicName() {}

    /** The source, cut to the length that the names derived from it can have. */
    public static String sourceOf(String topic) {
        String source = Topics.sourceOfRaw(topic);
        return source.length() <= MAX_SOURCE_LENGTH ? source : source.substring(0, MAX_SOURCE_LENGTH);
    }

    /** The dataset as far as the name tells: that of records which cannot be decoded. */
    public static Dataset datasetOf(String topic) {
        String source = sourceOf(topic);
        String rest = topic.substring(topic.indexOf('.', Topics.RAW_PREFIX.length()) + 1);
        int dot = rest.indexOf('.');
        return dot <= 0 || dot == rest.length() - 1
                ? new Dataset(source, SafeName.of(rest))
                : Dataset.ofPostgres(source, rest.substring(0, dot), rest.substring(dot + 1));
    }
}
