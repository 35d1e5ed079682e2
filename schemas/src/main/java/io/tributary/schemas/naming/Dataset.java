package io.tributary.schemas.naming;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One dataset of one source: the unit that has a clean topic, a dead-letter topic, a bronze and a silver table.
 *
 * @param source name of the source in {@code tributary.yaml}, {@code [a-z][a-z0-9_]*}
 * @param name name of the dataset, Athena-safe; see {@link SafeName}
 */
public record Dataset(String source, String name) {

    /** What a source may be called: it becomes part of topic, slot, publication and table names. */
    public static final Pattern SOURCE_NAME = Pattern.compile("[a-z][a-z0-9_]{0,30}");

    /** The Postgres schema whose tables lend their bare name to the dataset. */
    private static final String DEFAULT_SCHEMA = "public";

    private static final Pattern TOPIC = Pattern.compile("(?:clean|dlq)\\.([^.]+)\\.([^.]+)");

    public Dataset {
        if (!SOURCE_NAME.matcher(source).matches()) {
            throw new IllegalArgumentException("Source name '" + source + "' must match " + SOURCE_NAME
                    + ": lower-case letters, digits and underscores, beginning with a letter");
        }
        if (!SafeName.of(name).equals(name)) {
            throw new IllegalArgumentException(
                    "Dataset name '" + name + "' is not safe for a table; use '" + SafeName.of(name) + "'");
        }
    }

    /** The dataset of a Postgres table: the table's name, with the schema in front unless it is {@code public}. */
    public static Dataset ofPostgres(String source, String schema, String table) {
        String name = schema.equals(DEFAULT_SCHEMA) ? table : schema + "_" + table;
        return new Dataset(source, SafeName.of(name));
    }

    /** The dataset that a clean or dead-letter topic belongs to, or empty if the topic is neither. */
    public static Optional<Dataset> ofTopic(String topic) {
        Matcher matcher = TOPIC.matcher(topic);
        return matcher.matches() ? Optional.of(new Dataset(matcher.group(1), matcher.group(2))) : Optional.empty();
    }

    public String cleanTopic() {
        return Topics.CLEAN_PREFIX + source + "." + name;
    }

    public String deadLetterTopic() {
        return Topics.DEAD_LETTER_PREFIX + source + "." + name;
    }

    /** The table's name in every layer, for instance {@code shop_orders}. */
    public String tableName() {
        return source + "_" + name;
    }
}
