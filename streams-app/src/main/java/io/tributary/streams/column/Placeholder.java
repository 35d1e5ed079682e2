package io.tributary.streams.column;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.apache.avro.util.Utf8;

/**
 * What stands in a change event where Postgres left out a large value that did not change. Debezium dresses the one
 * configured placeholder in the column's type.
 *
 * @see <a href="https://debezium.io/documentation/reference/stable/connectors/postgresql.html#postgresql-toasted-values">
 *     Toasted values</a>
 */
public final class Placeholder {

    /** {@code unavailable.value.placeholder} of the connector. */
    public static final String TEXT = "__debezium_unavailable_value";

    private static final byte[] BYTES = TEXT.getBytes(StandardCharsets.UTF_8);
    private static final Utf8 UTF8 = new Utf8(TEXT);
    private static final Utf8 HSTORE = new Utf8("{\"" + TEXT + "\":\"" + TEXT + "\"}");
    private static final Utf8 UUID_TEXT = new Utf8(UUID.nameUUIDFromBytes(BYTES).toString());

    private Placeholder() {}

    /**
     * Whether a raw value is the placeholder: as text, as bytes, as an hstore of it, as an array that holds it as its only
     * element (text, bytes or a UUID made of it), or as an array of its bytes as numbers.
     */
    public static boolean is(Object raw) {
        if (raw instanceof Utf8 text) {
            return text.getByteLength() == BYTES.length && text.equals(UTF8)
                    || text.getByteLength() == HSTORE.getByteLength() && text.equals(HSTORE);
        }
        if (raw instanceof ByteBuffer bytes) {
            return bytes.remaining() == BYTES.length && bytes.equals(ByteBuffer.wrap(BYTES));
        }
        if (raw instanceof List<?> list) {
            return list.size() == 1 ? isElement(list.get(0)) : list.size() == BYTES.length && isNumbers(list);
        }
        return raw instanceof CharSequence text
                && (TEXT.contentEquals(text) || HSTORE.toString().contentEquals(text));
    }

    private static boolean isElement(Object element) {
        return element != null
                && !(element instanceof List)
                && (is(element) || element instanceof CharSequence text && UUID_TEXT.equals(Text.of(text)));
    }

    private static boolean isNumbers(List<?> list) {
        for (int i = 0; i < BYTES.length; i++) {
            if (!(list.get(i) instanceof Number number) || number.longValue() != BYTES[i]) {
                return false;
            }
        }
        return true;
    }
}
