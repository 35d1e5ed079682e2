package io.tributary.connectors.archive;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigException;

/**
 * How data files are named, without the end that says their format. Offsets are padded to twenty digits, so that names
 * sort as offsets do; the date is the first record's in UTC.
 */
final class FileNameTemplate {

    static final String DEFAULT =
            "{{topic}}/{{partition}}/{{topic_id}}/{{topic}}+{{partition}}+{{start_offset}}-{{end_offset}}";

    private static final String TOPIC = "topic";
    private static final String TOPIC_ID = "topic_id";
    private static final String PARTITION = "partition";
    private static final String START = "start_offset";
    private static final String END = "end_offset";
    private static final String DATE = "date";
    /** Without one of these, two files could have one name. */
    private static final List<String> NEEDED = List.of(TOPIC, TOPIC_ID, PARTITION, START, END);

    private static final Pattern VARIABLE = Pattern.compile("\\{\\{([^{}]*)}}");

    private final String template;

    /**
     * Reads a template.
     *
     * @throws ConfigException if it has an unknown variable or lacks a needed one
     */
    FileNameTemplate(String template) {
        this.template = template;
        for (String needed : NEEDED) {
            if (!template.contains("{{" + needed + "}}")) {
                throw new ConfigException(
                        ArchiveConfig.FILE_NAME, template, "Files would share a name: add {{" + needed + "}}");
            }
        }
        VARIABLE.matcher(template).results().map(match -> match.group(1)).forEach(name -> {
            if (!NEEDED.contains(name) && !name.equals(DATE)) {
                throw new ConfigException(
                        ArchiveConfig.FILE_NAME,
                        template,
                        "No such variable: {{" + name + "}}; there are " + NEEDED + " and " + DATE);
            }
        });
    }

    /**
     * A name.
     *
     * @param time timestamp of the first record in milliseconds since the epoch
     */
    String name(OffsetRange range, long time) {
        Map<String, String> values = Map.of(
                TOPIC,
                range.partition().topic(),
                TOPIC_ID,
                range.partition().topicId().toString(),
                PARTITION,
                String.valueOf(range.partition().partition()),
                START,
                OffsetRange.padded(range.first()),
                END,
                OffsetRange.padded(range.last()),
                DATE,
                Instant.ofEpochMilli(time).atZone(ZoneOffset.UTC).toLocalDate().toString());
        return VARIABLE.matcher(template).replaceAll(match -> Matcher.quoteReplacement(values.get(match.group(1))));
    }
}
