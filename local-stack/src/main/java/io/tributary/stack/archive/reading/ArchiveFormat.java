package io.tributary.stack.archive.reading;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.luben.zstd.ZstdInputStream;
import io.tributary.schemas.archive.ManifestEntry;
import io.tributary.stack.layout.StackException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** How the archive's files are read; docs/archive.md describes them. */
interface ArchiveFormat {

    /**
     * Reads a file.
     *
     * @throws IOException if it is not one of this format
     */
    void read(Path file, Consumer<StoredRecord> reader) throws IOException;

    /** The format that a manifest entry names. */
    static ArchiveFormat of(ManifestEntry entry) {
        return switch (entry.format()) {
            case "avro" -> ArchiveFormat::readAvro;
            case "jsonl" -> (file, reader) -> readJson(file, entry.compression(), reader);
            default ->
                throw new StackException("The archive's file " + entry.file() + " has the format '" + entry.format()
                        + "', which this version does not know");
        };
    }

    private static void readAvro(Path file, Consumer<StoredRecord> reader) throws IOException {
        try (DataFileReader<GenericRecord> records = new DataFileReader<>(file.toFile(), new GenericDatumReader<>())) {
            for (GenericRecord record : records) {
                Headers headers = new RecordHeaders();
                for (Object each : (Collection<?>) record.get("headers")) {
                    GenericRecord header = (GenericRecord) each;
                    headers.add(header.get("key").toString(), bytes(header.get("value")));
                }
                Object timestamp = record.get("timestamp");
                reader.accept(new StoredRecord(
                        (Long) record.get("offset"),
                        timestamp == null ? -1 : (Long) timestamp,
                        bytes(record.get("key")),
                        bytes(record.get("value")),
                        headers));
            }
        }
    }

    private static byte[] bytes(Object value) {
        if (value == null) {
            return null;
        }
        ByteBuffer buffer = ((ByteBuffer) value).duplicate();
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    private static void readJson(Path file, String compression, Consumer<StoredRecord> reader) throws IOException {
        ObjectMapper json = new ObjectMapper();
        try (InputStream in = plain(new BufferedInputStream(Files.newInputStream(file)), compression);
                MappingIterator<JsonNode> lines = json.readerFor(JsonNode.class).readValues(in)) {
            while (lines.hasNextValue()) {
                JsonNode line = lines.nextValue();
                Headers headers = new RecordHeaders();
                for (JsonNode header : line.path("headers")) {
                    headers.add(
                            header.path("key").asText(), header.path("value").binaryValue());
                }
                reader.accept(new StoredRecord(
                        line.path("offset").longValue(),
                        line.path("timestamp").asLong(-1),
                        line.path("key").binaryValue(),
                        line.path("value").binaryValue(),
                        headers));
            }
        }
    }

    private static InputStream plain(InputStream in, String compression) throws IOException {
        return switch (compression) {
            case "none" -> in;
            case "gzip" -> new GZIPInputStream(in);
            case "zstd" -> new ZstdInputStream(in);
            default -> throw new IOException("unknown compression '" + compression + "'");
        };
    }
}
