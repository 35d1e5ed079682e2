package io.tributary.streams.column;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.util.Utf8;

/**
 * Text for values that Debezium describes as a structure: points, circles and lines as Postgres writes them, other
 * geometries as the hexadecimal digits of their well-known binary (PostGIS's own text form), anything else as JSON.
 */
final class StructText {

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private StructText() {}

    static Utf8 of(GenericRecord struct) {
        return new Utf8(text(struct));
    }

    private static String text(GenericRecord struct) {
        Schema schema = struct.getSchema();
        if (has(schema, "x", "y", "radius")) {
            return "<(" + number(struct, "x") + "," + number(struct, "y") + ")," + number(struct, "radius") + ">";
        }
        if (has(schema, "x", "y")) {
            return "(" + number(struct, "x") + "," + number(struct, "y") + ")";
        }
        if (has(schema, "a", "b", "c")) {
            return "{" + number(struct, "a") + "," + number(struct, "b") + "," + number(struct, "c") + "}";
        }
        if (has(schema, "wkb") && struct.get("wkb") instanceof ByteBuffer bytes) {
            byte[] wkb = new byte[bytes.remaining()];
            bytes.duplicate().get(wkb);
            return HEX.formatHex(wkb);
        }
        return schema.getFields().stream()
                .map(field -> "\"" + field.name() + "\":" + json(struct.get(field.pos())))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static boolean has(Schema schema, String... fields) {
        for (String field : fields) {
            if (schema.getField(field) == null) {
                return false;
            }
        }
        return true;
    }

    /** As Postgres writes a double: without a fraction where there is none. */
    private static String number(GenericRecord struct, String field) {
        Object value = struct.get(field);
        if (value instanceof Double number && number == Math.rint(number) && Math.abs(number) < 1e15) {
            return Long.toString(number.longValue());
        }
        return String.valueOf(value);
    }

    private static String json(Object value) {
        if (value instanceof GenericRecord struct) {
            return text(struct);
        }
        return JsonText.of(value);
    }
}
