package io.tributary.spark.clean;

import io.tributary.spark.lake.Layer;
import io.tributary.spark.lake.RowMapping;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;

/** Decodes records of one topic and turns them into rows of one table. Not thread-safe after it has arrived. */
public final class RowMaker implements Serializable {

    private static final long serialVersionUID = 1L;

    private final CleanDecoder decoder;
    private final Layer layer;
    private final String columns;
    private transient Schema schema;
    private transient Map<Integer, RowMapping> mappings;

    /**
     * @param decoder of the topic's records
     * @param layer of the table
     * @param columns the table's columns, which have taken in all schemas of the decoder
     */
    public RowMaker(CleanDecoder decoder, Layer layer, Schema columns) {
        this.decoder = decoder;
        this.layer = layer;
        this.columns = columns.toString();
    }

    public CleanRecord decode(RawRecord record) throws UndecodableRecordException {
        return decoder.decode(record);
    }

    /**
     * The row of a record.
     *
     * @throws UndecodableRecordException if a value does not fit into its column
     */
    public GenericRecord row(RawRecord record, CleanRecord decoded) throws UndecodableRecordException {
        if (mappings == null) {
            mappings = new HashMap<>();
            schema = new Schema.Parser().setValidateDefaults(false).parse(columns);
        }
        RowMapping mapping =
                mappings.computeIfAbsent(decoded.schemaId(), id -> new RowMapping(layer, decoder.schema(id), schema));
        try {
            return mapping.map(decoded.value());
        } catch (RuntimeException e) {
            throw decoder.undecodable(record, "a value does not fit its column (" + e + ")", e);
        }
    }

    public UndecodableRecordException undecodable(RawRecord record, String reason, Throwable cause) {
        return decoder.undecodable(record, reason, cause);
    }
}
