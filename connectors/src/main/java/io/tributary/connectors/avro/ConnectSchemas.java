package io.tributary.connectors.avro;

import io.tributary.schemas.wire.RawField;
import org.apache.avro.JsonProperties;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.errors.DataException;

/**
 * The Connect schema of an Avro schema: the inverse of {@link AvroSchemas} for what that made, and a fair reading of
 * schemas that others wrote.
 */
final class ConnectSchemas {

    private ConnectSchemas() {}

    /**
     * Derives the Connect schema.
     *
     * @throws DataException if Connect has no type for it: a union that is not one type and null, or a record that holds
     *     itself
     */
    static org.apache.kafka.connect.data.Schema of(Schema avro) {
        SchemaBuilder builder = builder(nonNull(avro), new Nesting());
        parameters(builder, nonNull(avro));
        if (isNullable(avro)) {
            builder.optional();
        }
        return builder.build();
    }

    static boolean isNullable(Schema avro) {
        return avro.isUnion() && avro.isNullable();
    }

    /** The one branch of a union that is not null, or the schema itself. */
    static Schema nonNull(Schema avro) {
        if (!avro.isUnion()) {
            return avro;
        }
        java.util.List<Schema> branches = avro.getTypes().stream()
                .filter(branch -> branch.getType() != Schema.Type.NULL)
                .toList();
        if (branches.size() != 1) {
            throw new DataException("Connect has no unions but of null and one type; the Avro schema has " + avro);
        }
        return branches.get(0);
    }

    static boolean isMapOfEntries(Schema avro) {
        return avro.getType() == Schema.Type.ARRAY && ConnectProps.TYPE_MAP.equals(avro.getProp(ConnectProps.TYPE));
    }

    /** The records around the place that is being translated. */
    private static final class Nesting extends java.util.HashSet<String> {}

    private static org.apache.kafka.connect.data.Schema inner(Schema avro, Nesting nesting) {
        SchemaBuilder builder = builder(nonNull(avro), nesting);
        parameters(builder, nonNull(avro));
        if (isNullable(avro)) {
            builder.optional();
        }
        return builder.build();
    }

    private static SchemaBuilder builder(Schema avro, Nesting nesting) {
        SchemaBuilder logical = logical(avro);
        if (logical != null) {
            return logical;
        }
        SchemaBuilder builder =
                switch (avro.getType()) {
                    case BOOLEAN -> SchemaBuilder.bool();
                    case INT -> integer(avro.getProp(ConnectProps.TYPE));
                    case LONG -> SchemaBuilder.int64();
                    case FLOAT -> SchemaBuilder.float32();
                    case DOUBLE -> SchemaBuilder.float64();
                    case STRING, ENUM -> SchemaBuilder.string();
                    case BYTES, FIXED -> SchemaBuilder.bytes();
                    case ARRAY ->
                        isMapOfEntries(avro)
                                ? SchemaBuilder.map(
                                        inner(
                                                avro.getElementType()
                                                        .getField("key")
                                                        .schema(),
                                                nesting),
                                        inner(
                                                avro.getElementType()
                                                        .getField("value")
                                                        .schema(),
                                                nesting))
                                : SchemaBuilder.array(inner(avro.getElementType(), nesting));
                    case MAP ->
                        SchemaBuilder.map(
                                org.apache.kafka.connect.data.Schema.STRING_SCHEMA,
                                inner(avro.getValueType(), nesting));
                    case RECORD -> struct(avro, nesting);
                    case NULL, UNION -> throw new DataException("Connect has no type for the Avro schema " + avro);
                };
        String name = avro.getProp(ConnectProps.NAME);
        if (name != null) {
            builder.name(name);
        } else if (avro.getType() == Schema.Type.RECORD) {
            builder.name(avro.getFullName());
        }
        if (avro.getObjectProp(ConnectProps.VERSION) instanceof Number version) {
            builder.version(version.intValue());
        }
        return builder;
    }

    private static SchemaBuilder integer(String connectType) {
        if (ConnectProps.TYPE_INT8.equals(connectType)) {
            return SchemaBuilder.int8();
        }
        return ConnectProps.TYPE_INT16.equals(connectType) ? SchemaBuilder.int16() : SchemaBuilder.int32();
    }

    private static SchemaBuilder logical(Schema avro) {
        LogicalType type = avro.getLogicalType();
        if (type instanceof LogicalTypes.Decimal decimal && avro.getType() == Schema.Type.BYTES) {
            return Decimal.builder(decimal.getScale())
                    .parameter(ConnectProps.DECIMAL_PRECISION, Integer.toString(decimal.getPrecision()));
        }
        if (type instanceof LogicalTypes.Date) {
            return Date.builder();
        }
        if (type instanceof LogicalTypes.TimeMillis) {
            return Time.builder();
        }
        return type instanceof LogicalTypes.TimestampMillis ? Timestamp.builder() : null;
    }

    private static SchemaBuilder struct(Schema avro, Nesting nesting) {
        if (!nesting.add(avro.getFullName())) {
            throw new DataException(
                    "Connect has no type for the Avro record " + avro.getFullName() + ", which holds itself");
        }
        SchemaBuilder struct = SchemaBuilder.struct();
        if (avro.getDoc() != null) {
            struct.doc(avro.getDoc());
        }
        avro.getFields().forEach(field -> struct.field(RawField.originalName(field), field(field, nesting)));
        nesting.remove(avro.getFullName());
        return struct;
    }

    private static org.apache.kafka.connect.data.Schema field(Schema.Field field, Nesting nesting) {
        SchemaBuilder builder = builder(nonNull(field.schema()), nesting);
        parameters(builder, field);
        if (isNullable(field.schema())) {
            builder.optional();
        }
        if (field.doc() != null && builder.doc() == null) {
            builder.doc(field.doc());
        }
        Object value = field.hasDefaultValue() ? field.defaultVal() : field.getObjectProp(ConnectProps.DEFAULT);
        if (value == null || value == JsonProperties.NULL_VALUE) {
            value = field.getObjectProp(ConnectProps.DEFAULT);
        }
        if (value != null && isScalar(builder.type())) {
            builder.defaultValue(AvroDefaults.toConnect(builder.schema(), value));
        }
        return builder.build();
    }

    private static boolean isScalar(org.apache.kafka.connect.data.Schema.Type type) {
        return type.isPrimitive();
    }

    private static void parameters(SchemaBuilder builder, JsonProperties properties) {
        properties.getObjectProps().forEach((name, value) -> {
            if (value instanceof String text && ConnectProps.isParameter(name)) {
                builder.parameter(ConnectProps.parameterOf(name), text);
            }
        });
    }
}
