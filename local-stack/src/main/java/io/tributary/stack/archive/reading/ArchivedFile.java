package io.tributary.stack.archive.reading;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.stack.layout.StackException;
import java.io.IOException;
import java.util.Map;

/**
 * An entry of the archive's manifest; docs/archive.md describes it.
 *
 * @param topicId Kafka's id of the topic
 * @param firstOffset begin of the range
 * @param nextOffset where the next range begins
 * @param file key of the data file
 * @param bytes size of the file
 * @param sha256 of the file's bytes, in lower-case hex
 * @param schemas keys of the records' schemas by id; one that the registry did not know has an empty key
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ArchivedFile(
        String topic,
        @JsonProperty("topic_id") String topicId,
        int partition,
        @JsonProperty("first_offset") long firstOffset,
        @JsonProperty("next_offset") long nextOffset,
        @JsonProperty("record_count") long recordCount,
        String file,
        String format,
        String compression,
        long bytes,
        String sha256,
        Map<String, String> schemas) {

    private static final ObjectMapper JSON = new ObjectMapper();

    public ArchivedFile {
        schemas = schemas == null ? Map.of() : Map.copyOf(schemas);
    }

    /**
     * Reads an entry.
     *
     * @param key where it was
     * @throws StackException if it is none
     */
    public static ArchivedFile of(byte[] json, String key) {
        try {
            ArchivedFile entry = JSON.readValue(json, ArchivedFile.class);
            if (entry.file == null || entry.format == null || entry.compression == null || entry.sha256 == null) {
                throw damaged(key, "it lacks file, format, compression or sha256", null);
            }
            return entry;
        } catch (IOException e) {
            throw damaged(key, e.getMessage(), e);
        }
    }

    private static StackException damaged(String key, String reason, Exception cause) {
        return new StackException(
                "The archive's manifest entry " + key + " is damaged: " + reason + "; restore it from a copy", cause);
    }
}
