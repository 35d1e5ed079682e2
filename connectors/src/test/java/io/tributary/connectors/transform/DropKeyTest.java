package io.tributary.connectors.transform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DropKeyTest {

    private final DropKey<SourceRecord> transform = new DropKey<>();

    @BeforeEach
    void configure() {
        transform.configure(Map.of(DropKey.TOPICS_CONFIG, "raw.shop.public.log,raw.shop.public.audit"));
    }

    private static SourceRecord record(String topic) {
        return new SourceRecord(
                Map.of("p", 1), Map.of("o", 2), topic, null, Schema.INT32_SCHEMA, 7, Schema.STRING_SCHEMA, "row", 99L);
    }

    @Test
    void dropsTheKeyOfItsTopicsOnly() {
        SourceRecord without = transform.apply(record("raw.shop.public.audit"));
        assertThat(without.key()).isNull();
        assertThat(without.keySchema()).isNull();
        assertThat(without.value()).isEqualTo("row");
        assertThat(without.timestamp()).isEqualTo(99L);
        assertThat(without.sourceOffset()).isEqualTo(Map.of("o", 2));

        SourceRecord untouched = record("raw.shop.public.orders");
        assertThat(transform.apply(untouched)).isSameAs(untouched);
    }
}
