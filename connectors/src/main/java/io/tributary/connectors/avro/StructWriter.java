package io.tributary.connectors.avro;

import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/** Writes the fields of a struct in their order. */
final class StructWriter implements ValueWriter {

    private final Field[] fields;
    private final boolean[] hasDefault;
    private final ValueWriter[] writers;

    StructWriter(Schema schema, String path) {
        fields = schema.fields().toArray(Field[]::new);
        hasDefault = new boolean[fields.length];
        writers = new ValueWriter[fields.length];
        for (int i = 0; i < fields.length; i++) {
            Schema type = fields[i].schema();
            hasDefault[i] = type.defaultValue() != null && type.isOptional();
            writers[i] = ValueWriters.of(type, path + "." + fields[i].name());
        }
    }

    @Override
    public void write(Object value, WireBuffer out) {
        Struct struct = (Struct) value;
        for (int i = 0; i < fields.length; i++) {
            Field field = fields[i];
            // Struct.get answers the default for a null. A NULL in a column that has a default must stay one.
            Object each = hasDefault[i] ? struct.getWithoutDefault(field.name()) : struct.get(field);
            writers[i].write(each, out);
        }
    }
}
