package io.tributary.connectors.archive;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;

/** Reads an archive from its objects alone, without the code that wrote it, and checks that ranges are a chain. */
final class ReadBack {

    record Read(long offset, byte[] key, byte[] value) {}

    private static final ObjectMapper JSON = new ObjectMapper();

    private ReadBack() {}

    static List<JsonNode> manifest(Map<String, byte[]> objects) throws IOException {
        List<JsonNode> entries = new ArrayList<>();
        for (Map.Entry<String, byte[]> object : objects.entrySet()) {
            if (object.getKey().startsWith("raw/manifest/")) {
                entries.add(JSON.readTree(object.getValue()));
            }
        }
        return entries;
    }

    /** The records of a partition of a topic with an id; as {@link #records(Map)}. */
    static List<Read> records(Map<String, byte[]> objects, String topic, String topicId) throws IOException {
        Map<String, byte[]> own = new TreeMap<>(objects);
        own.keySet().removeIf(key -> !key.contains("/" + topic + "/0/" + topicId + "/"));
        return records(own);
    }

    /** All records in the order of the manifest; fails if ranges overlap, leave a gap, or a file is not as listed. */
    static List<Read> records(Map<String, byte[]> objects) throws IOException {
        List<Read> records = new ArrayList<>();
        Set<String> listed = new HashSet<>();
        Map<String, Long> ends = new HashMap<>();
        for (JsonNode entry : manifest(objects)) {
            String chain = entry.path("topic").asText() + entry.path("partition") + entry.path("topic_id");
            assertThat(entry.path("first_offset").asLong()).isEqualTo(ends.getOrDefault(chain, 0L));
            ends.put(chain, entry.path("next_offset").asLong());
            assertThat(entry.path("last_offset").asLong()).isEqualTo(ends.get(chain) - 1);
            String file = entry.path("file").asText();
            byte[] content = objects.get(file);
            assertThat(content).as(file).isNotNull();
            assertThat(Sha256.hex(content)).isEqualTo(entry.path("sha256").asText());
            assertThat(content).hasSize(entry.path("bytes").asInt());
            List<Read> read = read(file, content);
            assertThat(read).hasSize(entry.path("record_count").asInt());
            records.addAll(read);
            listed.add(file);
        }
        assertThat(objects.keySet().stream().filter(key -> key.startsWith("raw/data/")))
                .as("data files")
                .containsExactlyInAnyOrderElementsOf(listed);
        return records;
    }

    private static List<Read> read(String file, byte[] content) throws IOException {
        InputStream in = new ByteArrayInputStream(content);
        return file.endsWith(".avro") ? avro(in) : lines(decompressed(file, in));
    }

    private static InputStream decompressed(String file, InputStream in) throws IOException {
        if (file.endsWith(".gz")) {
            return new GZIPInputStream(in);
        }
        return file.endsWith(".zst") ? new ZstdInputStream(in) : in;
    }

    private static List<Read> avro(InputStream in) throws IOException {
        List<Read> records = new ArrayList<>();
        try (DataFileStream<GenericRecord> stream = new DataFileStream<>(in, new GenericDatumReader<>())) {
            for (GenericRecord record : stream) {
                records.add(
                        new Read((Long) record.get("offset"), bytes((ByteBuffer) record.get("key")), bytes((ByteBuffer)
                                record.get("value"))));
            }
        }
        return records;
    }

    private static List<Read> lines(InputStream in) throws IOException {
        List<Read> records = new ArrayList<>();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                JsonNode json = JSON.readTree(line);
                records.add(new Read(
                        json.path("offset").asLong(),
                        json.path("key").binaryValue(),
                        json.path("value").binaryValue()));
            }
        }
        return records;
    }

    private static byte[] bytes(ByteBuffer buffer) {
        if (buffer == null) {
            return null;
        }
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }
}
