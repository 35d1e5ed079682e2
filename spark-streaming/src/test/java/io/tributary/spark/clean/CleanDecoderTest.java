package io.tributary.spark.clean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.schemas.change.ChangeMetadata;
import io.tributary.schemas.change.Operation;
import io.tributary.schemas.naming.Dataset;
import io.tributary.schemas.registry.InMemorySchemaRegistry;
import io.tributary.schemas.wire.AvroCodec;
import io.tributary.spark.load.CleanTopicSchema;
import java.util.Arrays;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;

class CleanDecoderTest {

    private static final Dataset DATASET = new Dataset("shop", "orders");
    private static final Schema SCHEMA = CleanTopicSchema.of(DATASET)
            .key("id")
            .column("id", Schema.Type.LONG)
            .build();

    private final AvroCodec codec = new AvroCodec(new InMemorySchemaRegistry());
    private final CleanDecoder decoder = new CleanDecoder("clean.shop.orders", Map.of(1, SCHEMA));

    @Test
    void readsARecordWithTheSchemaItWasWrittenWith() throws Exception {
        CleanRecord record = decoder.decode(record(encoded()));

        assertThat(record.schemaId()).isEqualTo(1);
        assertThat(record.value().get("id")).isEqualTo(12L);
        assertThat(record.operation()).isEqualTo(Operation.READ);
        assertThat(record.ordering()).isEqualTo(42);
        assertThat(record.rawOffset()).isEqualTo(77);
    }

    @Test
    void aRecordThatEndsTooEarlyIsNamed() {
        byte[] bytes = encoded();

        assertThatThrownBy(() -> decoder.decode(record(Arrays.copyOf(bytes, bytes.length - 3))))
                .isInstanceOf(UndecodableRecordException.class)
                .hasMessageContaining("topic clean.shop.orders, partition 2, offset 500");
    }

    @Test
    void aRecordWithBytesLeftOverIsNotBelieved() {
        byte[] bytes = encoded();

        assertThatThrownBy(() -> decoder.decode(record(Arrays.copyOf(bytes, bytes.length + 1))))
                .isInstanceOf(UndecodableRecordException.class)
                .hasMessageContaining("left over");
    }

    @Test
    void aRecordOfAnotherSchemaIsAnError() {
        byte[] bytes = encoded();
        bytes[4] = 9;

        assertThatThrownBy(() -> decoder.decode(record(bytes)))
                .isInstanceOf(UndecodableRecordException.class)
                .hasMessageContaining("schema id 9");
    }

    private byte[] encoded() {
        GenericRecord value = new GenericData.Record(SCHEMA);
        value.put("id", 12L);
        value.put(
                ChangeMetadata.FIELD,
                new ChangeMetadata(Operation.READ, 1, 42, 41L, 9L, "raw.shop.public.orders", 3, 77, null).toAvro());
        return codec.encode("clean.shop.orders-value", value);
    }

    private static RawRecord record(byte[] bytes) {
        return new RawRecord(2, 500, false, bytes, Replay.NONE);
    }
}
