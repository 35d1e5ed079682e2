package io.tributary.streams.column;

import static io.tributary.streams.column.ColumnType.Storage.BINARY;
import static io.tributary.streams.column.ColumnType.Storage.BINARY_UNMARKED;
import static io.tributary.streams.column.ColumnType.Storage.FIXED;
import static io.tributary.streams.column.ColumnType.Storage.TEXT;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.util.Utf8;

/**
 * The mapping of Postgres types, as Debezium reports them, to the types of clean records. What a type is, is read from
 * the meaning that Debezium gives the value, else from the name of the column's type, else from the Avro type alone.
 */
public final class ColumnTypes {

    /** Property of a string type whose values are JSON. */
    static final String TYPE_PROPERTY = "tributary.type";

    private static final int MAX_PRECISION = 38;
    private static final int MONEY_PRECISION = 19;
    private static final int MONEY_SCALE = 2;

    /** Arrays of text that the connector's own converter makes of every array; it has a placeholder for all of them. */
    private static final String TEXT_ARRAY = "io.tributary.postgres.Array";

    /** Arrays that Debezium has a placeholder for; see its UnchangedToastedReplicationMessageColumn. */
    private static final Set<String> MARKED_ARRAYS =
            Set.of("_TEXT", "_VARCHAR", "_BPCHAR", "_JSON", "_JSONB", "_BYTEA", "_INT4", "_INT8", "_UUID");

    private static final Set<String> PLAIN_TEXT =
            Set.of("TEXT", "VARCHAR", "BPCHAR", "CHAR", "NAME", "CITEXT", "XML", "JSON");

    /** Text whose length has a small bound, or that Postgres never moves out of the row. */
    private static final Set<String> SMALL_TEXT = Set.of(
            "INET",
            "CIDR",
            "MACADDR",
            "MACADDR8",
            "INTERVAL",
            "TIME",
            "TIMETZ",
            "UUID",
            "MONEY",
            "DATE",
            "TIMESTAMP",
            "TIMESTAMPTZ",
            "PG_LSN",
            "POINT",
            "LINE",
            "LSEG",
            "BOX",
            "CIRCLE",
            "NAME",
            "CHAR");

    /** Geometries of fixed size. */
    private static final Set<String> SMALL_STRUCTS = Set.of("POINT", "LINE", "LSEG", "BOX", "CIRCLE");

    private ColumnTypes() {}

    /** The clean type of a column. Never fails: what is not known becomes text. */
    public static ColumnType of(SourceColumn column) {
        return switch (column.schema().getType()) {
            case BOOLEAN ->
                isBits(column)
                        ? new ColumnType(string(), FIXED, raw -> BitText.of((Boolean) raw))
                        : same(Schema.Type.BOOLEAN);
            case INT -> same(Schema.Type.INT);
            case LONG -> same(Schema.Type.LONG);
            case FLOAT -> same(Schema.Type.FLOAT);
            case DOUBLE -> same(Schema.Type.DOUBLE);
            case STRING, ENUM -> ofText(column);
            case BYTES, FIXED -> ofBytes(column);
            case ARRAY -> ofArray(column);
            case RECORD ->
                new ColumnType(
                        string(),
                        SMALL_STRUCTS.contains(column.typeName()) ? FIXED : BINARY_UNMARKED,
                        raw -> StructText.of((GenericRecord) raw));
            case MAP, UNION, NULL -> new ColumnType(json(), BINARY, raw -> new Utf8(JsonText.of(raw)));
        };
    }

    private static ColumnType ofText(SourceColumn column) {
        switch (column.meaning()) {
            case "io.debezium.time.IsoDate":
                return date();
            case "io.debezium.time.IsoTimestamp":
                return timestamp(LogicalTypes.localTimestampMicros());
            case "io.debezium.time.ZonedTimestamp":
                return timestamp(LogicalTypes.timestampMicros());
            case "io.debezium.time.IsoTime":
                return time();
            case "io.debezium.data.Json":
                return new ColumnType(json(), column.typeName().equals("JSON") ? TEXT : BINARY, Text::of);
            case "io.debezium.data.Uuid":
                return uuid();
            case "io.debezium.data.Enum", "io.debezium.time.Interval", "io.debezium.time.ZonedTime":
                return new ColumnType(string(), FIXED, Text::of);
            default:
                return ofNamedText(column);
        }
    }

    private static ColumnType ofNamedText(SourceColumn column) {
        String typeName = column.typeName();
        return switch (typeName) {
            // Elements of arrays come as Postgres writes them; see PostgresTextConverter of the connectors.
            case "BOOL" -> new ColumnType(Schema.create(Schema.Type.BOOLEAN), FIXED, ElementText::ofBoolean);
            case "INT2", "INT4" -> new ColumnType(Schema.create(Schema.Type.INT), FIXED, ElementText::ofInt);
            case "INT8", "OID" -> new ColumnType(Schema.create(Schema.Type.LONG), FIXED, ElementText::ofLong);
            case "FLOAT4" -> new ColumnType(Schema.create(Schema.Type.FLOAT), FIXED, ElementText::ofFloat);
            case "FLOAT8" -> new ColumnType(Schema.create(Schema.Type.DOUBLE), FIXED, ElementText::ofDouble);
            case "BYTEA" -> new ColumnType(Schema.create(Schema.Type.BYTES), TEXT, ElementText::ofBytes);
            case "NUMERIC", "DECIMAL" -> numeric(column);
            case "MONEY" -> decimal(MONEY_PRECISION, MONEY_SCALE);
            case "DATE" -> date();
            case "TIMESTAMP" -> timestamp(LogicalTypes.localTimestampMicros());
            case "TIMESTAMPTZ" -> timestamp(LogicalTypes.timestampMicros());
            case "TIME" -> time();
            case "UUID" -> uuid();
            case "JSON" -> new ColumnType(json(), TEXT, Text::of);
            case "JSONB", "HSTORE" -> new ColumnType(json(), BINARY, Text::of);
            default -> {
                ColumnType.Storage storage = PLAIN_TEXT.contains(typeName) ? TEXT : BINARY;
                yield new ColumnType(string(), SMALL_TEXT.contains(typeName) ? FIXED : storage, Text::of);
            }
        };
    }

    private static ColumnType ofBytes(SourceColumn column) {
        ColumnType.Storage storage = TEXT;
        if (isBits(column)) {
            int length = column.typeName().equals("BIT") ? column.length().orElse(0) : 0;
            return new ColumnType(string(), BINARY_UNMARKED, raw -> BitText.of((ByteBuffer) raw, length));
        }
        if (column.typeName().isEmpty() || column.typeName().equals("BYTEA")) {
            return new ColumnType(Schema.create(Schema.Type.BYTES), storage, ColumnTypes::bytes);
        }
        return new ColumnType(string(), BINARY, raw -> textOf(bytes(raw)));
    }

    private static ColumnType ofArray(SourceColumn column) {
        ColumnType element = of(column.element());
        Schema nullable = nullable(element.schema());
        ValueConverter converter = element.converter();
        boolean marked = column.meaning().equals(TEXT_ARRAY) || MARKED_ARRAYS.contains(column.typeName());
        return new ColumnType(
                Schema.createArray(nullable),
                marked ? BINARY : BINARY_UNMARKED,
                raw -> convertAll((List<?>) raw, converter));
    }

    private static List<Object> convertAll(List<?> raw, ValueConverter converter) throws UnrepresentableValueException {
        List<Object> clean = new ArrayList<>(raw.size());
        for (Object element : raw) {
            clean.add(element == null ? null : converter.convert(element));
        }
        return clean;
    }

    private static ColumnType numeric(SourceColumn column) {
        int precision = column.length().orElse(0);
        int scale = column.scale().orElse(0);
        if (precision >= 1 && precision <= MAX_PRECISION && scale >= 0 && scale <= precision) {
            return decimal(precision, scale);
        }
        return new ColumnType(string(), BINARY, raw -> DecimalText.plain(Text.of(raw)));
    }

    private static ColumnType decimal(int precision, int scale) {
        Schema schema = LogicalTypes.decimal(precision, scale).addToSchema(Schema.create(Schema.Type.BYTES));
        return new ColumnType(schema, FIXED, raw -> DecimalText.unscaled(Text.of(raw), precision, scale));
    }

    private static ColumnType date() {
        Schema schema = LogicalTypes.date().addToSchema(Schema.create(Schema.Type.INT));
        return new ColumnType(schema, FIXED, raw -> TemporalText.day(Text.of(raw)));
    }

    private static ColumnType timestamp(LogicalType type) {
        Schema schema = type.addToSchema(Schema.create(Schema.Type.LONG));
        return new ColumnType(schema, FIXED, raw -> TemporalText.micros(Text.of(raw)));
    }

    /** A time without zone: Debezium's isostring mode gives it one that Postgres does not know of. */
    private static ColumnType time() {
        return new ColumnType(string(), FIXED, raw -> withoutZ(Text.of(raw)));
    }

    private static Utf8 withoutZ(Utf8 text) {
        int length = text.getByteLength();
        return length > 0 && text.getBytes()[length - 1] == 'Z'
                ? new Utf8(new String(text.getBytes(), 0, length - 1, StandardCharsets.UTF_8))
                : text;
    }

    private static ColumnType uuid() {
        return new ColumnType(LogicalTypes.uuid().addToSchema(string()), FIXED, Text::of);
    }

    private static ColumnType same(Schema.Type type) {
        return new ColumnType(Schema.create(type), FIXED, ValueConverter.SAME);
    }

    private static Schema string() {
        return Schema.create(Schema.Type.STRING);
    }

    private static Schema json() {
        Schema schema = string();
        schema.addProp(TYPE_PROPERTY, "json");
        return schema;
    }

    /** A union with null in front, as every business column of a clean record has it. */
    public static Schema nullable(Schema schema) {
        return Schema.createUnion(Schema.create(Schema.Type.NULL), schema);
    }

    private static boolean isBits(SourceColumn column) {
        return column.typeName().equals("BIT")
                || column.typeName().equals("VARBIT")
                || column.meaning().equals("io.debezium.data.Bits");
    }

    private static ByteBuffer bytes(Object raw) {
        return raw instanceof GenericData.Fixed fixed ? ByteBuffer.wrap(fixed.bytes()) : (ByteBuffer) raw;
    }

    /** The text of a type that Debezium does not know; bytes that are no text become hexadecimal, as Postgres shows them. */
    private static Utf8 textOf(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(copy));
            return new Utf8(copy);
        } catch (CharacterCodingException e) {
            return new Utf8("\\x" + HexFormat.of().formatHex(copy));
        }
    }
}
