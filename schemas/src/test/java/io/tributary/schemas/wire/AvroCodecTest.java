package io.tributary.schemas.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.schemas.registry.InMemorySchemaRegistry;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.junit.jupiter.api.Test;

class AvroCodecTest {

    private static final Schema SCHEMA = SchemaBuilder.record("Order")
            .fields()
            .requiredLong("id")
            .optionalString("state")
            .endRecord();

    private final AvroCodec codec = new AvroCodec(new InMemorySchemaRegistry());
    private final GenericRecord order = new GenericRecordBuilder(SCHEMA)
            .set("id", 42L)
            .set("state", "shipped")
            .build();

    @Test
    void decodesWhatItEncoded() throws MalformedRecordException {
        GenericRecord decoded = codec.decode(codec.encode("clean.shop.orders-value", order));

        assertThat(decoded.toString()).isEqualTo(order.toString());
        assertThat(decoded.getSchema()).isEqualTo(SCHEMA);
    }

    @Test
    void saysThatARecordIsTooShort() {
        assertThatThrownBy(() -> codec.decode(new byte[] {0, 0}))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessageContaining("2 bytes");
    }

    @Test
    void saysThatARecordIsNotInTheWireFormat() {
        assertThatThrownBy(() -> codec.decode("{\"id\":1}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessageContaining("begins with byte 123");
    }

    @Test
    void saysThatASchemaIsUnknown() {
        assertThatThrownBy(() -> codec.decode(new byte[] {0, 0, 0, 0, 99, 1}))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessageContaining("no schema with id 99");
    }

    @Test
    void saysThatARecordIsCutOff() {
        byte[] encoded = codec.encode("clean.shop.orders-value", order);

        assertThatThrownBy(() -> codec.decode(Arrays.copyOf(encoded, encoded.length - 3)))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessageContaining("does not decode with its schema 1 (Order)");
    }
}
