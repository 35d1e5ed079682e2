package io.tributary.connectors.avro;

import io.tributary.schemas.wire.RawField;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.JsonProperties;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;

/**
 * Derives the Avro schema of one Connect schema; the rules are in the package's documentation. One instance serves one
 * schema, since it remembers which names of records are taken in it.
 */
final class AvroSchemas {

    private static final String UNNAMED = "Record";
    private static final int WIDEST_DECIMAL = 38;

    private final boolean key;
    private final Map<StructShape, Schema> records = new HashMap<>();
    private final Set<String> recordNames = new HashSet<>();

    /** What makes two structs the same Avro record: everything but optionality and default. */
    private record StructShape(
            String name, Integer version, String doc, List<Field> fields, Map<String, String> parameters) {}

    private AvroSchemas(boolean key) {
        this.key = key;
    }

    /**
     * The Avro schema of a record's value.
     *
     * @param schema a Connect schema whose optionality and default do not matter
     */
    static Schema ofValue(org.apache.kafka.connect.data.Schema schema) {
        return new AvroSchemas(false).topLevel(schema);
    }

    /** The Avro schema of a record's key, without what may change while the key stays the same. */
    static Schema ofKey(org.apache.kafka.connect.data.Schema schema) {
        return new AvroSchemas(true).topLevel(schema);
    }

    private Schema topLevel(org.apache.kafka.connect.data.Schema schema) {
        return withParameters(required(schema, UNNAMED, parametersOf(schema)), schema);
    }

    /** The type of an array's element or a map's value. */
    private Schema inner(org.apache.kafka.connect.data.Schema schema, String path) {
        return orNull(schema, withParameters(required(schema, path, parametersOf(schema)), schema));
    }

    private static Schema orNull(org.apache.kafka.connect.data.Schema schema, Schema avro) {
        return schema.isOptional() ? Schema.createUnion(Schema.create(Schema.Type.NULL), avro) : avro;
    }

    private Schema withParameters(Schema avro, org.apache.kafka.connect.data.Schema schema) {
        // A record has them already, since it may be referred to from several places.
        if (avro.getType() != Schema.Type.RECORD) {
            parametersOf(schema).forEach((name, value) -> avro.addProp(ConnectProps.ofParameter(name), value));
        }
        return avro;
    }

    /** The parameters that are carried over, which are none for a key and none that a logical type already says. */
    private Map<String, String> parametersOf(org.apache.kafka.connect.data.Schema schema) {
        if (key || schema.parameters() == null) {
            return Map.of();
        }
        if (!Decimal.LOGICAL_NAME.equals(schema.name())) {
            return schema.parameters();
        }
        Map<String, String> rest = new HashMap<>(schema.parameters());
        rest.remove(Decimal.SCALE_FIELD);
        return rest;
    }

    /** Parameters are those that a record has to carry itself, for want of a field. */
    private Schema required(org.apache.kafka.connect.data.Schema schema, String path, Map<String, String> parameters) {
        LogicalType logical = logical(schema);
        if (logical != null) {
            return logical.addToSchema(Schema.create(
                    switch (schema.type()) {
                        case BYTES -> Schema.Type.BYTES;
                        case INT64 -> Schema.Type.LONG;
                        default -> Schema.Type.INT;
                    }));
        }
        Schema avro =
                switch (schema.type()) {
                    case INT8 -> typed(Schema.Type.INT, ConnectProps.TYPE_INT8);
                    case INT16 -> typed(Schema.Type.INT, ConnectProps.TYPE_INT16);
                    case INT32 -> Schema.create(Schema.Type.INT);
                    case INT64 -> Schema.create(Schema.Type.LONG);
                    case FLOAT32 -> Schema.create(Schema.Type.FLOAT);
                    case FLOAT64 -> Schema.create(Schema.Type.DOUBLE);
                    case BOOLEAN -> Schema.create(Schema.Type.BOOLEAN);
                    case STRING -> Schema.create(Schema.Type.STRING);
                    case BYTES -> Schema.create(Schema.Type.BYTES);
                    case ARRAY -> Schema.createArray(inner(schema.valueSchema(), path + "_item"));
                    case MAP -> map(schema, path);
                    case STRUCT -> record(schema, path, parameters);
                };
        if (schema.type() != org.apache.kafka.connect.data.Schema.Type.STRUCT) {
            nameAndVersion(avro, schema);
        }
        return avro;
    }

    private static Schema typed(Schema.Type type, String connectType) {
        Schema avro = Schema.create(type);
        avro.addProp(ConnectProps.TYPE, connectType);
        return avro;
    }

    private void nameAndVersion(Schema avro, org.apache.kafka.connect.data.Schema schema) {
        if (schema.name() != null && !schema.name().equals(nameOf(avro))) {
            avro.addProp(ConnectProps.NAME, schema.name());
        }
        if (schema.version() != null && !key) {
            avro.addProp(ConnectProps.VERSION, schema.version());
        }
    }

    private static String nameOf(Schema avro) {
        return avro.getType() == Schema.Type.RECORD ? avro.getFullName() : null;
    }

    private static LogicalType logical(org.apache.kafka.connect.data.Schema schema) {
        if (schema.name() == null) {
            return null;
        }
        return switch (schema.name()) {
            case Decimal.LOGICAL_NAME -> decimal(schema.parameters());
            case Date.LOGICAL_NAME -> LogicalTypes.date();
            case Time.LOGICAL_NAME -> LogicalTypes.timeMillis();
            case Timestamp.LOGICAL_NAME -> LogicalTypes.timestampMillis();
            default -> null;
        };
    }

    private static LogicalType decimal(Map<String, String> parameters) {
        int scale = Integer.parseInt(parameters.get(Decimal.SCALE_FIELD));
        String precision = parameters.get(ConnectProps.DECIMAL_PRECISION);
        return LogicalTypes.decimal(
                precision == null ? Math.max(WIDEST_DECIMAL, scale) : Integer.parseInt(precision), scale);
    }

    private Schema map(org.apache.kafka.connect.data.Schema schema, String path) {
        org.apache.kafka.connect.data.Schema keys = schema.keySchema();
        Schema values = inner(schema.valueSchema(), path + "_value");
        if (keys.type() == org.apache.kafka.connect.data.Schema.Type.STRING && !keys.isOptional()) {
            return Schema.createMap(values);
        }
        Schema entry = Schema.createRecord(unique(AvroNames.legalFullName(path + "_entry")), null, null, false);
        entry.setFields(
                List.of(new Schema.Field("key", inner(keys, path + "_key")), new Schema.Field("value", values)));
        Schema avro = Schema.createArray(entry);
        avro.addProp(ConnectProps.TYPE, ConnectProps.TYPE_MAP);
        return avro;
    }

    private Schema record(org.apache.kafka.connect.data.Schema schema, String path, Map<String, String> parameters) {
        StructShape shape = new StructShape(schema.name(), schema.version(), schema.doc(), schema.fields(), parameters);
        Schema known = records.get(shape);
        if (known != null) {
            return known;
        }
        String name = unique(AvroNames.legalFullName(schema.name() == null ? path : schema.name()));
        Schema avro = Schema.createRecord(name, key ? null : schema.doc(), null, false);
        List<Schema.Field> fields = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Field field : schema.fields()) {
            fields.add(field(field, names, name));
        }
        avro.setFields(fields);
        nameAndVersion(avro, schema);
        parameters.forEach((parameter, value) -> avro.addProp(ConnectProps.ofParameter(parameter), value));
        records.put(shape, avro);
        return avro;
    }

    private String unique(String name) {
        return unique(name, recordNames);
    }

    private static String unique(String name, Set<String> taken) {
        String free = name;
        for (int number = 2; !taken.add(free); number++) {
            free = name + "_" + number;
        }
        return free;
    }

    private Schema.Field field(Field field, Set<String> names, String record) {
        org.apache.kafka.connect.data.Schema schema = field.schema();
        String name = unique(AvroNames.legal(field.name()), names);
        Schema avro = orNull(schema, required(schema, record + "_" + name, Map.of()));
        Schema.Field result = new Schema.Field(name, avro, key ? null : schema.doc(), defaultOf(schema));
        if (!name.equals(field.name())) {
            result.addProp(RawField.ORIGINAL_NAME, field.name());
        }
        parametersOf(schema).forEach((parameter, value) -> result.addProp(ConnectProps.ofParameter(parameter), value));
        if (schema.isOptional() && !key) {
            AvroDefaults.of(schema).ifPresent(value -> result.addProp(ConnectProps.DEFAULT, value));
        }
        return result;
    }

    private Object defaultOf(org.apache.kafka.connect.data.Schema schema) {
        if (schema.isOptional()) {
            return JsonProperties.NULL_VALUE;
        }
        return key ? null : AvroDefaults.of(schema).orElse(null);
    }
}
