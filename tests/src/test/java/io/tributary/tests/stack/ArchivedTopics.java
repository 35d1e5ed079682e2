package io.tributary.tests.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;

/** The raw archive, read from its files alone as docs/archive.md describes them. */
public final class ArchivedTopics {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern OBJECT = Pattern.compile(".*\\.(json|avro|avsc)");

    private final Path bucket;

    public ArchivedTopics(Path bucket) {
        this.bucket = bucket;
    }

    /** How many files are listed. */
    public int files() {
        return files("raw/manifest").size();
    }

    /**
     * The records of some topics by topic, in the order of partitions, topic ids and offsets.
     *
     * @param prefix how the topics' names begin
     * @throws AssertionError if ranges overlap or leave a gap, or a file is not what its entry says
     */
    public Map<String, List<Topic.Stored>> records(String prefix) {
        Map<String, List<Topic.Stored>> topics = new TreeMap<>();
        Map<String, Long> ends = new TreeMap<>();
        Set<String> listed = new TreeSet<>();
        for (JsonNode entry : entries(prefix)) {
            String chain =
                    entry.path("topic").asText() + "/" + entry.path("partition").asInt() + "/"
                            + entry.path("topic_id").asText();
            assertThat(entry.path("first_offset").asLong()).as(chain).isEqualTo(ends.getOrDefault(chain, 0L));
            assertThat(entry.path("next_offset").asLong())
                    .as(chain)
                    .isEqualTo(entry.path("last_offset").asLong() + 1);
            ends.put(chain, entry.path("next_offset").asLong());
            topics.computeIfAbsent(entry.path("topic").asText(), topic -> new ArrayList<>())
                    .addAll(records(entry));
            assertThat(listed.add(entry.path("file").asText()))
                    .as("listed once")
                    .isTrue();
        }
        return topics;
    }

    /** Data files of some topics that no entry lists; files that are just being written are among them. */
    public List<String> unlisted(String prefix) {
        Set<String> listed = entries(prefix).stream()
                .map(entry -> entry.path("file").asText())
                .collect(Collectors.toSet());
        return files("raw/data").stream()
                .map(file -> bucket.relativize(file).toString())
                .filter(file -> file.startsWith("raw/data/" + prefix) && !listed.contains(file))
                .toList();
    }

    private List<Topic.Stored> records(JsonNode entry) {
        Path file = bucket.resolve(entry.path("file").asText());
        List<Topic.Stored> records = new ArrayList<>();
        try {
            assertThat(Files.size(file))
                    .as(file + " size")
                    .isEqualTo(entry.path("bytes").asLong());
            assertThat(Checksum.sha256(Files.readAllBytes(file)))
                    .as(file + " checksum")
                    .isEqualTo(entry.path("sha256").asText());
            try (DataFileReader<GenericRecord> reader =
                    new DataFileReader<>(file.toFile(), new GenericDatumReader<>())) {
                reader.forEach(
                        record -> records.add(stored(entry.path("partition").asInt(), record)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(records)
                .as(file + " records")
                .hasSize(entry.path("record_count").asInt());
        assertThat(records)
                .as(file + " offsets")
                .allMatch(
                        record -> record.offset() >= entry.path("first_offset").asLong()
                                && record.offset() <= entry.path("last_offset").asLong());
        assertThat(entry.path("first_record_offset").asLong())
                .isEqualTo(records.get(0).offset());
        assertThat(entry.path("min_timestamp").asLong())
                .isEqualTo(records.stream()
                        .mapToLong(Topic.Stored::timestamp)
                        .min()
                        .orElseThrow());
        assertThat(entry.path("max_timestamp").asLong())
                .isEqualTo(records.stream()
                        .mapToLong(Topic.Stored::timestamp)
                        .max()
                        .orElseThrow());
        assertThat(entry.path("schemas").properties()).as(file + " schemas").allSatisfy(schema -> assertThat(
                        bucket.resolve(schema.getValue().asText()))
                .isRegularFile());
        return records;
    }

    @SuppressWarnings("unchecked")
    private static Topic.Stored stored(int partition, GenericRecord record) {
        List<String> headers = ((List<GenericRecord>) record.get("headers"))
                .stream()
                        .map(header -> header.get("key") + "=" + text((ByteBuffer) header.get("value")))
                        .toList();
        return new Topic.Stored(
                partition,
                (Long) record.get("offset"),
                (Long) record.get("timestamp"),
                text((ByteBuffer) record.get("key")),
                text((ByteBuffer) record.get("value")),
                headers);
    }

    private List<JsonNode> entries(String prefix) {
        Path manifest = bucket.resolve("raw/manifest");
        return files("raw/manifest").stream()
                .filter(file -> manifest.relativize(file).toString().startsWith(prefix))
                .map(ArchivedTopics::json)
                .toList();
    }

    private List<Path> files(String folder) {
        List<Path> files = new ArrayList<>();
        try {
            Files.walkFileTree(bucket.resolve(folder), new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    // While it writes, the store has files of other names beside.
                    if (OBJECT.matcher(file.toString()).matches()) {
                        files.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Collections.sort(files);
        return files;
    }

    private static JsonNode json(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(ByteBuffer bytes) {
        return bytes == null ? null : Topic.text(Arrays.copyOfRange(bytes.array(), bytes.position(), bytes.limit()));
    }
}
