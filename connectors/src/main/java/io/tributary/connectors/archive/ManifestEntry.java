package io.tributary.connectors.archive;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.connect.errors.ConnectException;

/**
 * What is known about one data file. The same text first claims the range and, once the file is there, lists it.
 *
 * @param topicId by which Kafka tells the topic from others that had or will have its name
 * @param firstOffset begin of the range; follows the range before without a gap
 * @param lastOffset end of the range, included
 * @param nextOffset where the next range begins
 * @param firstRecordOffset offset of the first record in the file; null if it has none
 * @param minTimestamp smallest timestamp in milliseconds since the epoch; null if no record has one
 * @param maxTimestamp largest timestamp; null likewise
 * @param file key of the data file
 * @param bytes size of the file
 * @param sha256 of the file's bytes, in lower-case hex
 * @param schemas keys of the schemas by schema id as text; a schema that the registry does not know has an empty key
 */
@JsonPropertyOrder({"topic", "topic_id", "partition", "first_offset", "last_offset", "next_offset", "record_count"})
record ManifestEntry(
        String topic,
        @JsonProperty("topic_id") String topicId,
        int partition,
        @JsonProperty("first_offset") long firstOffset,
        @JsonProperty("last_offset") long lastOffset,
        @JsonProperty("next_offset") long nextOffset,
        @JsonProperty("record_count") long recordCount,
        @JsonProperty("first_record_offset") Long firstRecordOffset,
        @JsonProperty("min_timestamp") Long minTimestamp,
        @JsonProperty("max_timestamp") Long maxTimestamp,
        String file,
        String format,
        String compression,
        long bytes,
        String sha256,
        Map<String, String> schemas) {

    private static final ObjectMapper JSON =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    ManifestEntry {
        schemas = Collections.unmodifiableMap(new TreeMap<>(schemas));
    }

    /** The same range, with the file as it is in the bucket. */
    ManifestEntry storedAs(long storedBytes, String storedSha256) {
        return new ManifestEntry(
                topic,
                topicId,
                partition,
                firstOffset,
                lastOffset,
                nextOffset,
                recordCount,
                firstRecordOffset,
                minTimestamp,
                maxTimestamp,
                file,
                format,
                compression,
                storedBytes,
                storedSha256,
                schemas);
    }

    TopicIdPartition topicIdPartition() {
        return new TopicIdPartition(Uuid.fromString(topicId), new TopicPartition(topic, partition));
    }

    boolean sameFileAs(ManifestEntry other) {
        return lastOffset == other.lastOffset && file.equals(other.file);
    }

    byte[] json() {
        try {
            return JSON.writeValueAsBytes(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A record of texts and numbers does not serialise to JSON", e);
        }
    }

    /**
     * Reads an entry.
     *
     * @param key where it was, for the error
     */
    static ManifestEntry of(byte[] json, String key) {
        try {
            return JSON.readValue(json, ManifestEntry.class);
        } catch (IOException e) {
            throw new ConnectException(
                    "The object " + key + " is damaged: " + e.getMessage() + "; restore it or move the archive away",
                    e);
        }
    }
}
