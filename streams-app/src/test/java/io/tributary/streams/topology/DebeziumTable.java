package io.tributary.streams.topology;

import io.tributary.schemas.registry.SchemaRegistry;
import io.tributary.schemas.wire.AvroCodec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** A table as Debezium reports it through an Avro converter: schemas, keys and envelopes. */
final class DebeziumTable {

    private static final Schema SOURCE = SchemaBuilder.record("Source")
            .namespace("io.debezium.connector.postgresql")
            .fields()
            .requiredString("version")
            .requiredString("connector")
            .requiredString("name")
            .requiredLong("ts_ms")
            .optionalString("snapshot")
            .requiredString("db")
            .optionalString("sequence")
            .optionalLong("ts_us")
            .optionalLong("ts_ns")
            .requiredString("schema")
            .requiredString("table")
            .optionalLong("txId")
            .optionalLong("lsn")
            .optionalLong("xmin")
            .endRecord();

    /** A column: an Avro-legal field name, the raw type, whether it is part of the key. */
    record Col(String field, Schema type, boolean key, boolean nullable, Map<String, String> properties) {

        static Col of(String field, Schema type) {
            return new Col(field, type, false, true, Map.of());
        }

        static Col of(String field, Schema.Type type, String pgType) {
            return of(field, Schema.create(type)).with("__debezium.source.column.type", pgType);
        }

        static Col numeric(String field, int precision, int scale) {
            return of(field, Schema.Type.STRING, "NUMERIC")
                    .with("__debezium.source.column.length", Integer.toString(precision))
                    .with("__debezium.source.column.scale", Integer.toString(scale));
        }

        static Col array(String field, Schema element, String pgType) {
            Schema nullable = Schema.createUnion(Schema.create(Schema.Type.NULL), element);
            return of(field, Schema.createArray(nullable)).with("__debezium.source.column.type", pgType);
        }

        Col asKey() {
            return new Col(field, type, true, false, properties);
        }

        Col asKeyThatMayBeNull() {
            return new Col(field, type, true, true, properties);
        }

        Col notNull() {
            return new Col(field, type, key, false, properties);
        }

        Col with(String property, String value) {
            Map<String, String> more = new LinkedHashMap<>(properties);
            more.put(property, value);
            return new Col(field, type, key, nullable, more);
        }

        /** A column that has this name at the source, where the field has a legal one. */
        Col named(String name) {
            return with("tributary.name", name);
        }

        /** A type with the name of the Connect schema it was made from. */
        Col meaning(String connectName) {
            Schema named = new Schema.Parser().parse(type.toString());
            named.addProp("connect.name", connectName);
            return new Col(field, named, key, nullable, properties);
        }

        private Schema.Field toField() {
            Schema.Field result = nullable
                    ? new Schema.Field(
                            field,
                            Schema.createUnion(Schema.create(Schema.Type.NULL), type),
                            null,
                            JsonProperties.NULL_VALUE)
                    : new Schema.Field(field, type);
            properties.forEach(result::addProp);
            return result;
        }

        /** In a key, whose schema has no parameters. */
        private Schema.Field toKeyField() {
            Schema.Field result = nullable
                    ? new Schema.Field(
                            field,
                            Schema.createUnion(Schema.create(Schema.Type.NULL), type),
                            null,
                            JsonProperties.NULL_VALUE)
                    : new Schema.Field(field, type);
            if (properties.containsKey("tributary.name")) {
                result.addProp("tributary.name", properties.get("tributary.name"));
            }
            return result;
        }
    }

    private final String source;
    private final String schemaName;
    private final String tableName;
    private final List<Col> columns;
    private final SchemaRegistry registry;
    private final AvroCodec codec;
    private final Schema row;
    private final Schema envelope;
    private final Schema key;

    DebeziumTable(SchemaRegistry registry, String schemaName, String tableName, Col... columns) {
        this(registry, "shop", schemaName, tableName, List.of(columns));
    }

    private DebeziumTable(
            SchemaRegistry registry, String source, String schemaName, String tableName, List<Col> columns) {
        this.source = source;
        this.registry = registry;
        this.schemaName = schemaName;
        this.tableName = tableName;
        this.columns = columns;
        this.codec = new AvroCodec(registry);
        String namespace = "raw." + source + "." + legal(schemaName) + "." + legal(tableName);
        this.row = Schema.createRecord(
                "Value",
                null,
                namespace,
                false,
                columns.stream().map(Col::toField).toList());
        this.envelope = SchemaBuilder.record("Envelope")
                .namespace(namespace)
                .fields()
                .name("before")
                .type(Schema.createUnion(Schema.create(Schema.Type.NULL), row))
                .withDefault(null)
                .name("after")
                .type(Schema.createUnion(Schema.create(Schema.Type.NULL), row))
                .withDefault(null)
                .name("source")
                .type(SOURCE)
                .noDefault()
                .requiredString("op")
                .optionalLong("ts_ms")
                .optionalLong("ts_us")
                .optionalLong("ts_ns")
                .endRecord();
        List<Schema.Field> keyFields =
                columns.stream().filter(Col::key).map(Col::toKeyField).toList();
        this.key = keyFields.isEmpty() ? null : Schema.createRecord("Key", null, namespace, false, keyFields);
    }

    /** The same table with other columns: after an ALTER TABLE. */
    DebeziumTable altered(Col... changed) {
        return new DebeziumTable(registry, source, schemaName, tableName, List.of(changed));
    }

    String topic() {
        return "raw." + source + "." + topicLegal(schemaName) + "." + topicLegal(tableName);
    }

    private static String legal(String name) {
        return name.replaceAll("[^A-Za-z0-9_]", "_");
    }

    private static String topicLegal(String name) {
        return name.replaceAll("[^A-Za-z0-9._-]", "_");
    }

    /** The key of a row in the wire format; null for a table without key. */
    byte[] key(Object... values) {
        if (key == null) {
            return null;
        }
        GenericRecord record = new GenericData.Record(key);
        int next = 0;
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).key()) {
                record.put(next++, values[i]);
            }
        }
        return codec.encode(topic() + "-key", record);
    }

    Change change(String op) {
        return new Change(op);
    }

    Schema envelopeSchema() {
        return envelope;
    }

    /** An envelope in the making. */
    final class Change {
        private final String op;
        private GenericRecord before;
        private GenericRecord after;
        private Long lsn = 100L;
        private String sequence;
        private long micros = 1_700_000_000_000_000L;

        private Change(String op) {
            this.op = op;
        }

        Change before(Object... values) {
            before = rowOf(values);
            return this;
        }

        Change after(Object... values) {
            after = rowOf(values);
            return this;
        }

        Change lsn(Long position) {
            lsn = position;
            return this;
        }

        Change sequence(String text) {
            sequence = text;
            return this;
        }

        Change micros(long time) {
            micros = time;
            return this;
        }

        byte[] bytes() {
            GenericRecord origin = new GenericData.Record(SOURCE);
            origin.put("version", "3.7.0.Final");
            origin.put("connector", "postgresql");
            origin.put("name", "raw." + source);
            origin.put("ts_ms", micros / 1000);
            origin.put("ts_us", micros);
            origin.put("ts_ns", micros * 1000);
            origin.put("db", "shop");
            origin.put("schema", schemaName);
            origin.put("table", tableName);
            origin.put("txId", 7L);
            origin.put("lsn", lsn);
            origin.put("sequence", sequence);
            GenericRecord record = new GenericData.Record(envelope);
            record.put("before", before);
            record.put("after", after);
            record.put("source", origin);
            record.put("op", op);
            return codec.encode(topic() + "-value", record);
        }

        private GenericRecord rowOf(Object... values) {
            GenericRecord record = new GenericData.Record(row);
            for (int i = 0; i < values.length; i++) {
                record.put(i, values[i]);
            }
            return record;
        }
    }

    static List<Object> listOf(Object... values) {
        List<Object> list = new ArrayList<>();
        for (Object value : values) {
            list.add(value);
        }
        return list;
    }
}
