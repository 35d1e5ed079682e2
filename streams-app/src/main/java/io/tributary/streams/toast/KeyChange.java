package io.tributary.streams.toast;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tributary.streams.column.SourceColumn;
import io.tributary.streams.dataset.WireEncoder;
import io.tributary.streams.envelope.RawRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.utils.Utils;

/**
 * The other key of a row that changes its key. Debezium writes such an update as a delete of the old key, with the new key
 * in a header, and a create of the new key, with the old one in a header, both with the same LSN. The header's value is the
 * key as JSON (Connect's SimpleHeaderConverter).
 *
 * @param bareKey the other key, Avro without a schema id
 * @param partition partition of the raw topic that the other key's records are in
 */
public record KeyChange(byte[] bareKey, int partition) {

    /** Header of the delete of the old key. */
    public static final String NEW_KEY_HEADER = "__debezium.newkey";

    /** Header of the create of the new key. */
    public static final String OLD_KEY_HEADER = "__debezium.oldkey";

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .build();

    /**
     * The key in a header of a record.
     *
     * @param keySchema raw schema of the record's own key, which is that of the other one, too
     * @param partitions number of partitions of the raw topic
     * @return null if the record has no such header, or one that cannot be read
     */
    public static KeyChange of(RawRecord raw, String headerName, Schema keySchema, int partitions) {
        Header header = raw.headers().lastHeader(headerName);
        if (header == null || header.value() == null) {
            return null;
        }
        try {
            JsonNode json = JSON.readTree(new String(header.value(), StandardCharsets.UTF_8));
            GenericRecord key = record(json, keySchema);
            byte[] bare = new WireEncoder().write(new byte[0], new GenericDatumWriter<>(keySchema), key);
            return new KeyChange(bare, partitionOf(bare, partitions));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            return null;
        }
    }

    /** As the partitioner of the raw topics' producer has it: by the key's content without the schema id. */
    private static int partitionOf(byte[] bareKey, int partitions) {
        return Utils.toPositive(Utils.murmur2(bareKey)) % partitions;
    }

    /** The fields are taken in their order: their names in the header are those of the source, not Avro's. */
    private static GenericRecord record(JsonNode json, Schema schema) {
        if (!json.isObject() || json.size() != schema.getFields().size()) {
            throw new IllegalArgumentException("The header is no key of " + schema.getFullName());
        }
        GenericRecord key = new GenericData.Record(schema);
        Iterator<JsonNode> values = json.elements();
        for (Schema.Field field : schema.getFields()) {
            key.put(field.pos(), value(values.next(), SourceColumn.withoutNull(field.schema())));
        }
        return key;
    }

    private static Object value(JsonNode json, Schema schema) {
        if (json.isNull()) {
            return null;
        }
        return switch (schema.getType()) {
            case INT -> json.intValue();
            case LONG -> json.longValue();
            case FLOAT -> (float) json.doubleValue();
            case DOUBLE -> json.doubleValue();
            case BOOLEAN -> json.booleanValue();
            case STRING -> json.asText();
            case BYTES -> bytes(json);
            default -> throw new IllegalArgumentException("A key of type " + schema.getType() + " is not read");
        };
    }

    private static ByteBuffer bytes(JsonNode json) {
        try {
            return ByteBuffer.wrap(json.binaryValue());
        } catch (IOException e) {
            throw new IllegalArgumentException("The header's bytes are not base64", e);
        }
    }
}
