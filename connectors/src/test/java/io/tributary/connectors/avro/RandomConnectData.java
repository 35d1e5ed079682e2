package io.tributary.connectors.avro;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;

/** Connect schemas and values for them, of every type and nested in every way, from a seed. */
final class RandomConnectData {

    private static final String[] NAMES = {"id", "a b", "1st", "Ünï", "select", "x.y", "a_b", "a-b", "type", "name"};

    private final Random random;
    private int structs;

    RandomConnectData(long seed) {
        this.random = new Random(seed);
    }

    Schema struct(int depth) {
        SchemaBuilder struct = SchemaBuilder.struct().name("sample.s" + structs++ % 3 + ".Re cord");
        int fields = 1 + random.nextInt(NAMES.length);
        for (int i = 0; i < fields; i++) {
            struct.field(NAMES[i], type(depth, true));
        }
        if (random.nextInt(4) == 0) {
            struct.doc("a struct").version(random.nextInt(5));
        }
        return struct.build();
    }

    private Schema type(int depth, boolean field) {
        SchemaBuilder schema = builder(depth);
        if (random.nextBoolean()) {
            schema.optional();
        }
        if (random.nextInt(3) == 0) {
            schema.parameter("__debezium.source.column.type", "INT4").parameter("type", "reserved by Avro");
        }
        if (field && schema.type().isPrimitive() && random.nextInt(4) == 0) {
            schema.defaultValue(required(schema));
        }
        if (field && schema.type() != Schema.Type.STRUCT && random.nextInt(4) == 0) {
            schema.doc("a field");
        }
        return schema.build();
    }

    private SchemaBuilder builder(int depth) {
        int kinds = depth > 0 ? 17 : 13;
        return switch (random.nextInt(kinds)) {
            case 0 -> SchemaBuilder.int8();
            case 1 -> SchemaBuilder.int16();
            case 2 -> SchemaBuilder.int32();
            case 3 -> SchemaBuilder.int64();
            case 4 -> SchemaBuilder.float32();
            case 5 -> SchemaBuilder.float64();
            case 6 -> SchemaBuilder.bool();
            case 7 -> SchemaBuilder.string().name("io.debezium.data.Json").version(1);
            case 8 -> SchemaBuilder.bytes();
            case 9 -> Decimal.builder(3).parameter("connect.decimal.precision", "20");
            case 10 -> Date.builder();
            case 11 -> Time.builder();
            case 12 -> Timestamp.builder();
            case 13 -> SchemaBuilder.array(type(depth - 1, false));
            case 14 -> SchemaBuilder.map(Schema.STRING_SCHEMA, type(depth - 1, false));
            case 15 -> SchemaBuilder.map(Schema.INT32_SCHEMA, type(depth - 1, false));
            default -> copy(struct(depth - 1));
        };
    }

    private static SchemaBuilder copy(Schema struct) {
        SchemaBuilder copy = SchemaBuilder.struct().name(struct.name());
        struct.fields().forEach(field -> copy.field(field.name(), field.schema()));
        return copy;
    }

    Object value(Schema schema) {
        return schema.isOptional() && random.nextInt(3) == 0 ? null : required(schema);
    }

    private Object required(Schema schema) {
        if (schema.name() != null) {
            switch (schema.name()) {
                case Decimal.LOGICAL_NAME:
                    return new BigDecimal(new BigInteger(50, random).subtract(BigInteger.valueOf(1L << 40)), 3);
                case Date.LOGICAL_NAME:
                    return new java.util.Date(86_400_000L * random.nextInt(-1_000_000, 1_000_000));
                case Time.LOGICAL_NAME:
                    return new java.util.Date(random.nextInt(86_400_000));
                case Timestamp.LOGICAL_NAME:
                    return new java.util.Date(random.nextLong(-1L << 40, 1L << 40));
                default:
                    break;
            }
        }
        return switch (schema.type()) {
            case INT8 -> (byte) random.nextInt();
            case INT16 -> (short) random.nextInt();
            case INT32 -> random.nextInt();
            case INT64 -> random.nextLong();
            case FLOAT32 -> random.nextFloat();
            case FLOAT64 -> random.nextDouble();
            case BOOLEAN -> random.nextBoolean();
            case STRING -> text();
            case BYTES -> bytes();
            case ARRAY -> list(schema);
            case MAP -> map(schema);
            case STRUCT -> {
                Struct struct = new Struct(schema);
                for (Field field : schema.fields()) {
                    struct.put(field, value(field.schema()));
                }
                yield struct;
            }
        };
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int left = random.nextInt(5) == 0 ? 3000 : random.nextInt(12); left > 0; left--) {
            text.appendCodePoint(random.nextInt(8) == 0 ? 0x1F30A : 32 + random.nextInt(600));
        }
        return text.toString();
    }

    private byte[] bytes() {
        byte[] bytes = new byte[random.nextInt(40)];
        random.nextBytes(bytes);
        return bytes;
    }

    private List<Object> list(Schema schema) {
        List<Object> list = new ArrayList<>();
        for (int left = random.nextInt(4); left > 0; left--) {
            list.add(value(schema.valueSchema()));
        }
        return list;
    }

    private Map<Object, Object> map(Schema schema) {
        Map<Object, Object> map = new LinkedHashMap<>();
        for (int left = random.nextInt(4); left > 0; left--) {
            map.put(required(schema.keySchema()), value(schema.valueSchema()));
        }
        return map;
    }

    /** The value with byte arrays replaced, so that equals looks into them. A null with a default stays null. */
    static Object comparable(Object value) {
        if (value instanceof byte[] bytes) {
            return ByteBuffer.wrap(bytes);
        }
        if (value instanceof List<?> list) {
            List<Object> copy = new ArrayList<>();
            list.forEach(each -> copy.add(comparable(each)));
            return copy;
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> copy = new LinkedHashMap<>();
            map.forEach((key, each) -> copy.put(key, comparable(each)));
            return copy;
        }
        if (value instanceof Struct struct) {
            Map<String, Object> copy = new LinkedHashMap<>();
            struct.schema()
                    .fields()
                    .forEach(field -> copy.put(field.name(), comparable(struct.getWithoutDefault(field.name()))));
            return copy;
        }
        return value;
    }
}
