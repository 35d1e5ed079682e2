package io.tributary.stack.archive.reading;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;

/** The archive of one partition as docs/archive.md describes it, below {@code raw/} in memory. */
public final class ArchiveInMemory implements ArchiveStore {

    public static final String TOPIC = "raw.shop.public.orders";
    public static final String TOPIC_ID = "pZ0yLhQ1SXmFzAqUvN2r8g";
    public static final String CHAIN = TOPIC + "/0/" + TOPIC_ID + "/";
    public static final String MANIFEST = "raw/manifest/" + CHAIN;
    public static final String CLAIMS = "raw/claims/" + CHAIN;
    public static final String SCHEMA = "raw/schemas/7-3f2a9c0d1e5b6a78.avsc";

    private static final ObjectMapper JSON = new ObjectMapper();
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

    public final TreeMap<String, byte[]> objects = new TreeMap<>();

    @Override
    public Stream<String> keys(String prefix) {
        return List.copyOf(objects.keySet()).stream().filter(key -> key.startsWith(prefix));
    }

    @Override
    public List<String> folders(String prefix) {
        return keys(prefix)
                .map(key -> key.substring(prefix.length()))
                .filter(rest -> rest.contains("/"))
                .map(rest -> rest.substring(0, rest.indexOf('/')))
                .distinct()
                .toList();
    }

    @Override
    public byte[] read(String key) {
        return objects.get(key);
    }

    @Override
    public boolean download(String key, Path file) {
        if (!objects.containsKey(key)) {
            return false;
        }
        try {
            Files.write(file, objects.get(key));
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A line of a file of JSON lines. */
    public static String line(long offset) {
        return "{\"offset\":" + offset + ",\"timestamp\":5,\"key\":null,\"value\":\""
                + Base64.getEncoder().encodeToString(("value" + offset).getBytes(UTF_8)) + "\",\"headers\":[]}\n";
    }

    /** The key of the manifest entry of a range. */
    public static String entryKey(long first, long next) {
        return MANIFEST + padded(first) + "-" + padded(next - 1) + ".json";
    }

    /** The key of the claim of a range. */
    public static String claimKey(long first) {
        return CLAIMS + padded(first) + ".json";
    }

    /** The key of the data file of a range. */
    public static String fileKey(long first) {
        return "raw/data/" + CHAIN + first;
    }

    public static String padded(long offset) {
        return String.format("%020d", offset);
    }

    /** Adds a file of JSON lines with its entry. */
    public void json(long first, long next, String compression, String text) {
        byte[] plain = text.getBytes(UTF_8);
        byte[] file =
                switch (compression) {
                    case "gzip" -> gzip(plain);
                    case "zstd" -> Zstd.compress(plain);
                    default -> plain;
                };
        add(first, next, "jsonl", compression, file, text.lines().count());
    }

    private static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** Adds an Avro container of records of these offsets with its entry. */
    public void avro(long first, long next, long... offsets) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DataFileWriter<GenericRecord> writer = new DataFileWriter<>(new GenericDatumWriter<>(RECORD))) {
            writer.setCodec(CodecFactory.zstandardCodec(3));
            writer.create(RECORD, out);
            for (long offset : offsets) {
                writer.append(record(offset));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        add(first, next, "avro", "zstd", out.toByteArray(), offsets.length);
    }

    private static GenericRecord record(long offset) {
        return new GenericRecordBuilder(RECORD)
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
                .build();
    }

    private void add(long first, long next, String format, String compression, byte[] file, long count) {
        objects.put(fileKey(first), file);
        objects.put(SCHEMA, "\"bytes\"".getBytes(UTF_8));
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("topic", TOPIC);
        entry.put("topic_id", TOPIC_ID);
        entry.put("partition", 0);
        entry.put("first_offset", first);
        entry.put("last_offset", next - 1);
        entry.put("next_offset", next);
        entry.put("record_count", count);
        entry.put("file", fileKey(first));
        entry.put("format", format);
        entry.put("compression", compression);
        entry.put("bytes", file.length);
        entry.put("sha256", sha256(file));
        entry.put("schemas", Map.of("7", SCHEMA, "8", ""));
        put(entryKey(first, next), entry);
        put(claimKey(first), entry);
    }

    /** Changes a field of an entry. */
    public void change(long first, long next, String field, Object value) {
        try {
            Map<String, Object> entry = new LinkedHashMap<>();
            JSON.readTree(objects.get(entryKey(first, next)))
                    .properties()
                    .forEach(each -> entry.put(each.getKey(), each.getValue()));
            entry.put(field, value);
            put(entryKey(first, next), entry);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void put(String key, Map<String, Object> entry) {
        try {
            objects.put(key, JSON.writeValueAsBytes(entry));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(UTF_8));
    }
}
