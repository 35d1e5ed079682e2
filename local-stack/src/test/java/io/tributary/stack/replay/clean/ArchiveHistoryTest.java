package io.tributary.stack.replay.clean;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.luben.zstd.Zstd;
import io.tributary.stack.layout.StackException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.junit.jupiter.api.Test;

/** The archive as docs/archive.md describes it, in memory. */
class ArchiveHistoryTest {

    private static final String TOPIC = "raw.shop.public.orders";
    private static final String TOPIC_ID = "pZ0yLhQ1SXmFzAqUvN2r8g";
    private static final String MANIFEST = "raw/manifest/" + TOPIC + "/0/" + TOPIC_ID + "/";

    private static final Schema HEADER = SchemaBuilder.record("Header")
            .fields()
            .requiredString("key")
            .optionalBytes("value")
            .endRecord();
    private static final Schema RECORD = SchemaBuilder.record("ArchivedRecord")
            .fields()
            .requiredLong("offset")
            .optionalLong("timestamp")
            .requiredString("timestamp_type")
            .optionalBytes("key")
            .optionalBytes("value")
            .name("headers")
            .type(Schema.createArray(HEADER))
            .noDefault()
            .endRecord();

    private final TreeMap<String, byte[]> objects = new TreeMap<>();
    private final ArchiveHistory history = new ArchiveHistory(new Objects(), "raw/", TOPIC, TOPIC_ID);

    /** Objects in memory. */
    private final class Objects implements ArchiveStore {

        @Override
        public List<String> keys(String prefix) {
            return objects.keySet().stream()
                    .filter(key -> key.startsWith(prefix))
                    .toList();
        }

        @Override
        public byte[] read(String key) {
            return objects.get(key);
        }

        @Override
        public void download(String key, Path file) {
            try {
                Files.write(file, objects.get(key));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Test
    void recordsComeBackAsTheyWere() throws Exception {
        avro(0, 5, 0, 1, 4);

        List<StoredRecord> read = read(0, 5);

        assertThat(read).extracting(StoredRecord::offset).containsExactly(0L, 1L, 4L);
        assertThat(read.get(1).timestamp()).isEqualTo(1_001);
        assertThat(new String(read.get(1).key(), UTF_8)).isEqualTo("key1");
        assertThat(new String(read.get(1).value(), UTF_8)).isEqualTo("value1");
        assertThat(new String(read.get(1).headers().lastHeader("h").value(), UTF_8))
                .isEqualTo("x");
    }

    @Test
    void anythingMayBeNull() throws Exception {
        json(
                0,
                1,
                "none",
                "{\"offset\":0,\"timestamp\":null,\"key\":null,\"value\":null,\"headers\":[{\"key\":\"h\",\"value\":null}]}\n");

        StoredRecord read = read(0, 1).get(0);

        assertThat(read.timestamp()).isEqualTo(-1);
        assertThat(read.key()).isNull();
        assertThat(read.value()).isNull();
        assertThat(read.headers().lastHeader("h").value()).isNull();
    }

    @Test
    void jsonLinesAreReadInEveryCompression() throws Exception {
        json(0, 1, "none", line(0));
        json(1, 2, "gzip", line(1));
        json(2, 3, "zstd", line(2));

        assertThat(read(0, 3))
                .extracting(record -> new String(record.value(), UTF_8))
                .containsExactly("value0", "value1", "value2");
    }

    @Test
    void aFormerTopicOfTheNameIsNotRead() throws Exception {
        avro(0, 1, 0);
        objects.put(MANIFEST.replace(TOPIC_ID, "AnotherIdOfTheSameName") + "00000000000000000000.json", new byte[0]);

        assertThat(read(0, 1)).extracting(StoredRecord::offset).containsExactly(0L);
    }

    @Test
    void onlyTheRangeIsPassedOn() throws Exception {
        avro(0, 3, 0, 1, 2);
        avro(3, 6, 3, 4, 5);

        assertThat(read(2, 5)).extracting(StoredRecord::offset).containsExactly(2L, 3L, 4L);
    }

    @Test
    void aFileThatIsNotTheManifestsPassesNothingOn() throws Exception {
        avro(0, 2, 0, 1);
        objects.get("raw/data/0")[40] ^= 1;
        List<StoredRecord> read = new ArrayList<>();

        assertThatThrownBy(() -> history.read(0, 0, 2, read::add))
                .isInstanceOf(StackException.class)
                .hasMessage(
                        "The archive's file raw/data/0 is damaged: it is not the one whose SHA-256 the manifest has;"
                                + " restore it from a copy");
        assertThat(read).isEmpty();
    }

    @Test
    void aGapInTheManifestIsNamed() throws Exception {
        avro(0, 2, 0, 1);
        avro(3, 4, 3);

        assertThatThrownBy(() -> read(0, 2))
                .isInstanceOf(StackException.class)
                .hasMessage("The archive's manifest is damaged: " + MANIFEST + padded(3) + "-" + padded(3)
                        + ".json is about offsets 3 to 3 of " + TOPIC + " partition 0, where offset 2 of " + TOPIC
                        + " partition 0 is expected; restore the entries from a copy");
    }

    @Test
    void anEntryThatIsNoneIsNamed() throws Exception {
        objects.put(MANIFEST + "x.json", "{".getBytes(UTF_8));

        assertThatThrownBy(() -> read(0, 1))
                .isInstanceOf(StackException.class)
                .hasMessageStartingWith("The archive's manifest entry " + MANIFEST + "x.json is damaged: ");
    }

    @Test
    void fewerRecordsThanTheManifestSaysAreNoticed() throws Exception {
        json(0, 2, "none", line(0));
        Map<String, Object> entry = entry(0, 2, "jsonl", "none", objects.get("raw/data/0"), 2);
        manifest(0, 2, entry);

        assertThatThrownBy(() -> read(0, 2))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("raw/data/0 has 1 records, where the manifest has 2");
    }

    @Test
    void whatIsNotArchivedYetIsSaid() throws Exception {
        avro(0, 2, 0, 1);

        assertThatThrownBy(() -> history.requireUpTo(0, 5))
                .isInstanceOf(StackException.class)
                .hasMessage("The records of " + TOPIC
                        + " from offset 2 to 4 of partition 0 are neither in the archive nor in Kafka any more");
    }

    private List<StoredRecord> read(long from, long to) {
        List<StoredRecord> read = new ArrayList<>();
        history.read(0, from, to, read::add);
        return read;
    }

    private static String line(long offset) {
        return "{\"offset\":" + offset + ",\"timestamp\":5,\"key\":null,\"value\":\""
                + java.util.Base64.getEncoder().encodeToString(("value" + offset).getBytes(UTF_8))
                + "\",\"headers\":[]}\n";
    }

    private void json(long first, long next, String compression, String text) throws Exception {
        byte[] plain = text.getBytes(UTF_8);
        byte[] file =
                switch (compression) {
                    case "gzip" -> {
                        ByteArrayOutputStream out = new ByteArrayOutputStream();
                        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
                            gzip.write(plain);
                        }
                        yield out.toByteArray();
                    }
                    case "zstd" -> Zstd.compress(plain);
                    default -> plain;
                };
        add(first, next, "jsonl", compression, file, text.lines().count());
    }

    private void avro(long first, long next, long... offsets) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DataFileWriter<GenericRecord> writer = new DataFileWriter<>(new GenericDatumWriter<>(RECORD))) {
            writer.setCodec(CodecFactory.zstandardCodec(3));
            writer.create(RECORD, out);
            for (long offset : offsets) {
                writer.append(new GenericRecordBuilder(RECORD)
                        .set("offset", offset)
                        .set("timestamp", 1_000 + offset)
                        .set("timestamp_type", "CreateTime")
                        .set("key", bytes("key" + offset))
                        .set("value", bytes("value" + offset))
                        .set(
                                "headers",
                                List.of(new GenericRecordBuilder(HEADER)
                                        .set("key", "h")
                                        .set("value", bytes("x"))
                                        .build()))
                        .build());
            }
        }
        add(first, next, "avro", "zstd", out.toByteArray(), offsets.length);
    }

    private void add(long first, long next, String format, String compression, byte[] file, long count)
            throws Exception {
        objects.put("raw/data/" + first, file);
        manifest(first, next, entry(first, next, format, compression, file, count));
    }

    private void manifest(long first, long next, Map<String, Object> entry) throws IOException {
        objects.put(
                MANIFEST + padded(first) + "-" + padded(next - 1) + ".json",
                new ObjectMapper().writeValueAsBytes(entry));
    }

    private static Map<String, Object> entry(
            long first, long next, String format, String compression, byte[] file, long count) throws Exception {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("topic", TOPIC);
        entry.put("partition", 0);
        entry.put("first_offset", first);
        entry.put("last_offset", next - 1);
        entry.put("next_offset", next);
        entry.put("record_count", count);
        entry.put("file", "raw/data/" + first);
        entry.put("format", format);
        entry.put("compression", compression);
        entry.put(
                "sha256",
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file)));
        return entry;
    }

    private static String padded(long offset) {
        return String.format("%020d", offset);
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(UTF_8));
    }
}
