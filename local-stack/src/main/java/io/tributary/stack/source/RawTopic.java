package io.tributary.stack.source;

import io.tributary.schemas.naming.Topics;
import java.util.regex.Pattern;

/** The name that Debezium gives to the topic of a table. */
public final class RawTopic {

    private static final Pattern ILLEGAL = Pattern.compile("[^A-Za-z0-9._-]");

    private RawTopic() {}

    public static String of(String source, TableName table) {
        String name = Topics.rawPrefix(source) + "." + table.schema() + "." + table.name();
        return ILLEGAL.matcher(name).replaceAll("_");
    }
}
