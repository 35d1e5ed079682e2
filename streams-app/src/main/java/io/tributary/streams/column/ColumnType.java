package io.tributary.streams.column;

import java.nio.ByteBuffer;
import java.util.Collection;
import org.apache.avro.Schema;
import org.apache.avro.util.Utf8;

/**
 * The clean type of a column, and how values get there.
 *
 * @param schema clean type, without the null branch
 * @param storage how Postgres keeps the values
 * @param converter from raw to clean
 */
public record ColumnType(Schema schema, Storage storage, ValueConverter converter) {

    /** Bytes that a value of fixed size is taken to need in a row. */
    public static final int FIXED_BYTES = 16;

    /** How much larger a value may be in the row than it is as text, for types with a binary form. */
    private static final int BINARY_FACTOR = 8;

    /** How Postgres keeps the values of a type, as far as it matters for values left out of updates (TOAST). */
    public enum Storage {
        /** Always in the row. */
        FIXED,
        /** May be left out of an update; stored as it is written. */
        TEXT,
        /** May be left out of an update; has a binary form of its own. */
        BINARY,
        /** May be left out of an update, and Debezium says null then, since it has no placeholder for the type. */
        BINARY_UNMARKED;

        /** Whether a value may be left out of an update because it is large and did not change. */
        public boolean canBeLeftOut() {
            return this != FIXED;
        }
    }

    /**
     * The clean value.
     *
     * @param raw not null
     */
    public Object convert(Object raw) throws UnrepresentableValueException {
        return converter.convert(raw);
    }

    /**
     * How many bytes a value takes in its Postgres row: rather too many than too few.
     *
     * @param raw not null
     */
    public int estimatedBytes(Object raw) {
        return switch (storage) {
            case FIXED -> FIXED_BYTES;
            case TEXT -> FIXED_BYTES + sizeOf(raw);
            case BINARY, BINARY_UNMARKED -> FIXED_BYTES + multiply(sizeOf(raw));
        };
    }

    private static int multiply(int size) {
        return size > Integer.MAX_VALUE / (2 * BINARY_FACTOR) ? Integer.MAX_VALUE / 2 : size * BINARY_FACTOR;
    }

    private static int sizeOf(Object raw) {
        if (raw instanceof Utf8 text) {
            return text.getByteLength();
        }
        if (raw instanceof ByteBuffer bytes) {
            return bytes.remaining();
        }
        if (raw instanceof Collection<?> list) {
            int size = 0;
            for (Object element : list) {
                size += element == null ? 1 : sizeOf(element);
            }
            return size;
        }
        return raw instanceof CharSequence text ? 4 * text.length() : FIXED_BYTES;
    }
}
