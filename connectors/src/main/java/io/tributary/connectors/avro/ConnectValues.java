package io.tributary.connectors.avro;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;

/** Values as Avro's generic reader gives them, made into what Connect wants for a schema of {@link ConnectSchemas}. */
final class ConnectValues {

    private ConnectValues() {}

    static Object of(Schema schema, Object avro) {
        if (avro == null) {
            return null;
        }
        return switch (schema.type()) {
            case INT8 -> ((Integer) avro).byteValue();
            case INT16 -> ((Integer) avro).shortValue();
            case STRING -> avro.toString();
            case BYTES -> logical(schema, bytes(avro));
            case ARRAY -> array(schema, (Collection<?>) avro);
            case MAP -> avro instanceof Map<?, ?> map ? map(schema, map) : entries(schema, (Collection<?>) avro);
            case STRUCT -> struct(schema, (IndexedRecord) avro);
            default -> logical(schema, avro);
        };
    }

    /** A value of Connect's logical types from the plain one underneath; any other value as it is. */
    static Object logical(Schema schema, Object plain) {
        if (schema.name() == null) {
            return plain;
        }
        return switch (schema.name()) {
            case Decimal.LOGICAL_NAME ->
                new BigDecimal(
                        new BigInteger((byte[]) plain),
                        Integer.parseInt(schema.parameters().get(Decimal.SCALE_FIELD)));
            case Date.LOGICAL_NAME -> Date.toLogical(schema, (Integer) plain);
            case Time.LOGICAL_NAME -> Time.toLogical(schema, (Integer) plain);
            case Timestamp.LOGICAL_NAME -> Timestamp.toLogical(schema, (Long) plain);
            default -> plain;
        };
    }

    private static byte[] bytes(Object avro) {
        if (avro instanceof GenericFixed fixed) {
            return fixed.bytes();
        }
        ByteBuffer buffer = ((ByteBuffer) avro).duplicate();
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    private static List<Object> array(Schema schema, Collection<?> avro) {
        List<Object> list = new ArrayList<>(avro.size());
        avro.forEach(each -> list.add(of(schema.valueSchema(), each)));
        return list;
    }

    private static Map<Object, Object> map(Schema schema, Map<?, ?> avro) {
        Map<Object, Object> map = new LinkedHashMap<>();
        avro.forEach((key, value) -> map.put(key.toString(), of(schema.valueSchema(), value)));
        return map;
    }

    private static Map<Object, Object> entries(Schema schema, Collection<?> avro) {
        Map<Object, Object> map = new LinkedHashMap<>();
        for (Object each : avro) {
            IndexedRecord entry = (IndexedRecord) each;
            map.put(of(schema.keySchema(), entry.get(0)), of(schema.valueSchema(), entry.get(1)));
        }
        return map;
    }

    private static Struct struct(Schema schema, IndexedRecord avro) {
        Struct struct = new Struct(schema);
        for (Field field : schema.fields()) {
            struct.put(field, of(field.schema(), avro.get(field.index())));
        }
        return struct;
    }
}
