package io.tributary.schemas.archive;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What is known about one data file of the archive; docs/archive.md describes it. The same text first claims the range and,
 * once the file is there, lists it.
 *
 * @param topicId by which Kafka tells the topic from others that had or will have its name
 * @param firstOffset begin of the range; follows the range before without a gap
 * @param lastOffset end of the range, included
 * @param nextOffset where the next range begins
 * @param recordCount records in the file; transactions leave markers at some offsets of the range
 * @param firstRecordOffset offset of the first record in the file; null if it has none
 * @param droppedBefore Kafka had dropped the offsets from {@code firstOffset} up to, not including, this one before they
 *     were read; null if it had dropped none
 * @param minTimestamp smallest timestamp in milliseconds since the epoch; null if no record has one
 * @param maxTimestamp largest timestamp; null likewise
 * @param file key of the data file
 * @param format {@code avro} or {@code jsonl}
 * @param compression {@code none}, {@code gzip} or {@code zstd}
 * @param bytes size of the file
 * @param sha256 of the file's bytes, in lower-case hex
 * @param schemas keys of the schemas by schema id as text; a schema that the registry does not know has an empty key
 */
@JsonPropertyOrder({"topic", "topic_id", "partition", "first_offset", "last_offset", "next_offset", "record_count"})
public record ManifestEntry(
        String topic,
        @JsonProperty("topic_id") String topicId,
        int partition,
        @JsonProperty("first_offset") long firstOffset,
        @JsonProperty("last_offset") long lastOffset,
        @JsonProperty("next_offset") long nextOffset,
        @JsonProperty("record_count") long recordCount,
        @JsonProperty("first_record_offset") Long firstRecordOffset,
        @JsonProperty("dropped_before") @JsonInclude(JsonInclude.Include.NON_NULL) Long droppedBefore,
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

    public ManifestEntry {
        schemas = schemas == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(schemas));
    }

    /** The same range, with the file as it is in the bucket. */
    public ManifestEntry storedAs(long storedBytes, String storedSha256) {
        return new ManifestEntry(
                topic,
                topicId,
                partition,
                firstOffset,
                lastOffset,
                nextOffset,
                recordCount,
                firstRecordOffset,
                droppedBefore,
                minTimestamp,
                maxTimestamp,
                file,
                format,
                compression,
                storedBytes,
                storedSha256,
                schemas);
    }

    /** Whether both mean the same range, and the same file for it. */
    public boolean sameFileAs(ManifestEntry other) {
        return lastOffset == other.lastOffset && file.equals(other.file);
    }

    /** The entry as the archive has it. */
    public byte[] json() {
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
     * @throws MalformedEntryException if it is none
     */
    public static ManifestEntry of(byte[] json, String key) throws MalformedEntryException {
        ManifestEntry entry;
        try {
            entry = JSON.readValue(json, ManifestEntry.class);
        } catch (IOException e) {
            throw new MalformedEntryException(key, e.getMessage(), e);
        }
        if (entry == null
                || Stream.of(entry.topic, entry.topicId, entry.file, entry.format, entry.compression, entry.sha256)
                        .anyMatch(Objects::isNull)) {
            throw new MalformedEntryException(
                    key, "it lacks topic, topic_id, file, format, compression or sha256", null);
        }
        return entry;
    }
}
