package io.tributary.streams.topology;

import io.tributary.schemas.registry.SchemaRegistry;
import io.tributary.schemas.wire.AvroCodec;
import io.tributary.schemas.wire.RawField;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.JsonProperties;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** Raw records as the files connector and the Avro converter make them, of files with one header. */
final class FileTopic {

    private static final Schema ORIGIN = SchemaBuilder.record("io.tributary.files.Origin")
            .fields()
            .requiredString("file")
            .optionalString("entry")
            .requiredLong("line")
            .requiredLong("record")
            .requiredLong("generation")
            .requiredLong("ordering")
            .optionalString("period")
            .name("modified")
            .type(nullable(millis()))
            .withDefault(null)
            .name("read_at")
            .type(millis())
            .noDefault()
            .endRecord();

    private final String topic;
    private final AvroCodec codec;
    private final Schema schema;
    private String file = "data.csv";
    private String period;
    private long generation = 1;
    private long line = 1;

    FileTopic(SchemaRegistry registry, String dataset, String... header) {
        this.topic = "raw." + dataset;
        this.codec = new AvroCodec(registry);
        List<Schema.Field> fields = new ArrayList<>();
        for (String name : header) {
            String legal = name.replaceAll("[^A-Za-z0-9_]", "_");
            Schema.Field field = new Schema.Field(
                    legal, nullable(Schema.create(Schema.Type.STRING)), null, JsonProperties.NULL_VALUE);
            if (!legal.equals(name)) {
                field.addProp(RawField.ORIGINAL_NAME, name);
            }
            fields.add(field);
        }
        fields.add(new Schema.Field("_meta", ORIGIN));
        schema = Schema.createRecord("Value", null, topic, false, fields);
    }

    private static Schema millis() {
        return LogicalTypes.timestampMillis().addToSchema(Schema.create(Schema.Type.LONG));
    }

    private static Schema nullable(Schema type) {
        return Schema.createUnion(Schema.create(Schema.Type.NULL), type);
    }

    String topic() {
        return topic;
    }

    /** From now on records come from another file. */
    FileTopic in(String otherFile, String itsPeriod, long itsGeneration) {
        file = otherFile;
        period = itsPeriod;
        generation = itsGeneration;
        line = 1;
        return this;
    }

    /** The next row, in the wire format; its columns are separated by {@code ;} and {@code -} alone is null. */
    byte[] row(String text) {
        GenericRecord record = new GenericData.Record(schema);
        String[] values = text.split(";", -1);
        if (values.length != schema.getFields().size() - 1) {
            throw new IllegalArgumentException(
                    values.length + " values for " + (schema.getFields().size() - 1) + " columns");
        }
        for (int i = 0; i < values.length; i++) {
            record.put(i, values[i].equals("-") ? null : values[i]);
        }
        line++;
        GenericRecord origin = new GenericData.Record(ORIGIN);
        origin.put("file", file);
        origin.put("line", line);
        origin.put("record", line - 1);
        origin.put("generation", generation);
        origin.put("ordering", (period == null ? 0 : Long.parseLong(period)) * 100_000 + generation);
        origin.put("period", period);
        origin.put("read_at", 1_700_000_000_000L);
        record.put("_meta", origin);
        return codec.encode(topic + "-value", record);
    }
}
