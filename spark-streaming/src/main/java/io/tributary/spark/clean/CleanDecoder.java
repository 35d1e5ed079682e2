package io.tributary.spark.clean;

import io.tributary.schemas.wire.WireFormat;
import java.io.IOException;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;

/**
 * Decodes the records of one topic, each with the schema it was written with. Travels to the tasks with the schemas in
 * it, so that no task talks to the registry. Not thread-safe after it has arrived.
 */
public final class CleanDecoder implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String topic;
    private final TreeMap<Integer, String> schemas;
    private transient Map<Integer, GenericDatumReader<GenericRecord>> readers;
    private transient BinaryDecoder decoder;

    public CleanDecoder(String topic, Map<Integer, Schema> schemas) {
        this.topic = topic;
        this.schemas = new TreeMap<>();
        schemas.forEach((id, schema) -> this.schemas.put(id, schema.toString()));
    }

    /**
     * Decodes a record.
     *
     * @throws UndecodableRecordException if its bytes are not what its schema promises
     */
    public CleanRecord decode(RawRecord record) throws UndecodableRecordException {
        byte[] bytes = record.value();
        try {
            int id = WireFormat.schemaId(bytes);
            decoder = DecoderFactory.get()
                    .binaryDecoder(bytes, WireFormat.HEADER_BYTES, bytes.length - WireFormat.HEADER_BYTES, decoder);
            GenericRecord value = reader(id).read(null, decoder);
            if (!decoder.isEnd()) {
                throw new IOException("bytes are left over after the last field");
            }
            return new CleanRecord(id, value);
        } catch (Exception e) {
            throw undecodable(record, "it does not decode (" + e + ")", e);
        }
    }

    /** The error for a record of this topic. */
    public UndecodableRecordException undecodable(RawRecord record, String reason, Throwable cause) {
        return new UndecodableRecordException(topic, record.partition(), record.offset(), reason, cause);
    }

    /** The schema of an id that occurs in the slice. */
    public Schema schema(int id) {
        return reader(id).getSchema();
    }

    private GenericDatumReader<GenericRecord> reader(int id) {
        if (readers == null) {
            readers = new HashMap<>();
        }
        return readers.computeIfAbsent(id, this::newReader);
    }

    private GenericDatumReader<GenericRecord> newReader(int id) {
        String json = schemas.get(id);
        if (json == null) {
            throw new AvroRuntimeException("schema id " + id + " is not among those of the batch");
        }
        return new GenericDatumReader<>(
                new Schema.Parser().setValidateDefaults(false).parse(json));
    }
}
