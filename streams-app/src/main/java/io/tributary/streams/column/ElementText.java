package io.tributary.streams.column;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/** Reads values as Postgres writes them in an array. */
final class ElementText {

    private static final String BYTES_PREFIX = "\\x";

    private ElementText() {}

    @FunctionalInterface
    private interface Parser<T> {
        T parse(String text);
    }

    static Boolean ofBoolean(Object raw) throws UnrepresentableValueException {
        return switch (raw.toString()) {
            case "t", "true" -> Boolean.TRUE;
            case "f", "false" -> Boolean.FALSE;
            default -> throw unreadable(raw, "boolean");
        };
    }

    static Integer ofInt(Object raw) throws UnrepresentableValueException {
        return parse(raw, "integer", Integer::valueOf);
    }

    static Long ofLong(Object raw) throws UnrepresentableValueException {
        return parse(raw, "integer", Long::valueOf);
    }

    /** Java and Postgres have the same words for NaN and the infinities. */
    static Float ofFloat(Object raw) throws UnrepresentableValueException {
        return parse(raw, "floating-point number", Float::valueOf);
    }

    static Double ofDouble(Object raw) throws UnrepresentableValueException {
        return parse(raw, "floating-point number", Double::valueOf);
    }

    static ByteBuffer ofBytes(Object raw) throws UnrepresentableValueException {
        return parse(raw, "bytea in hexadecimal form", text -> {
            if (!text.startsWith(BYTES_PREFIX)) {
                throw new IllegalArgumentException("no prefix");
            }
            return ByteBuffer.wrap(HexFormat.of().parseHex(text, BYTES_PREFIX.length(), text.length()));
        });
    }

    private static <T> T parse(Object raw, String type, Parser<T> parser) throws UnrepresentableValueException {
        try {
            return parser.parse(raw.toString());
        } catch (IllegalArgumentException e) {
            throw unreadable(raw, type);
        }
    }

    private static UnrepresentableValueException unreadable(Object raw, String type) {
        String text = raw.toString();
        return new UnrepresentableValueException(
                text.startsWith("{")
                        ? "'" + Text.excerpt(raw)
                                + "' is an array inside an array, and only arrays of one dimension have a"
                                + " place; leave the column out (column.exclude.list)"
                        : "'" + Text.excerpt(raw) + "' is no " + type);
    }
}
