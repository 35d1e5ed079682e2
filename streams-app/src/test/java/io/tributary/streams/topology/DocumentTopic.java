package io.tributary.streams.topology;

import io.tributary.schemas.registry.SchemaRegistry;
import io.tributary.schemas.wire.AvroCodec;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;

/** Raw records as the tmdb connector and the Avro converter make them. */
final class DocumentTopic {

    private static final Schema ORIGIN = SchemaBuilder.record("io.tributary.tmdb.Origin")
            .fields()
            .requiredString("event")
            .requiredString("request")
            .name("polled_at")
            .type(LogicalTypes.timestampMillis().addToSchema(Schema.create(Schema.Type.LONG)))
            .noDefault()
            .requiredLong("ordering")
            .endRecord();

    private static final Schema VALUE = SchemaBuilder.record("io.tributary.tmdb.Entry")
            .fields()
            .requiredLong("id")
            .optionalString("json")
            .name("_meta")
            .type(ORIGIN)
            .noDefault()
            .endRecord();

    private static final Schema KEY =
            SchemaBuilder.record("Key").fields().requiredLong("id").endRecord();

    private final String topic;
    private final AvroCodec codec;

    DocumentTopic(SchemaRegistry registry, String dataset) {
        this.topic = "raw." + dataset;
        this.codec = new AvroCodec(registry);
    }

    String topic() {
        return topic;
    }

    /** The key of an entry, in the wire format. */
    byte[] key(long id) {
        return codec.encode(
                topic + "-key", new GenericRecordBuilder(KEY).set("id", id).build());
    }

    /** An answer, in the wire format. */
    byte[] seen(long id, long polledAt, String json) {
        return record(id, polledAt, "seen", json);
    }

    /** Says that there is no such entry any more. */
    byte[] gone(long id, long polledAt) {
        return record(id, polledAt, "gone", null);
    }

    private byte[] record(long id, long polledAt, String event, String json) {
        GenericRecord origin = new GenericRecordBuilder(ORIGIN)
                .set("event", event)
                .set("request", "/movie/" + id)
                .set("polled_at", polledAt)
                .set("ordering", polledAt)
                .build();
        GenericRecord value = new GenericRecordBuilder(VALUE)
                .set("id", id)
                .set("json", json)
                .set("_meta", origin)
                .build();
        return codec.encode(topic + "-value", value);
    }
}
