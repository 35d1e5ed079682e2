package io.tributary.stack.skip;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class ExtentTest {

    @Test
    void aRecordThatIsAtFaultItselfIsAlone() {
        Extent extent = new Extent(null);

        assertThat(extent.takes(record(17, value(4)))).isTrue();
        assertThat(extent.takes(record(18, value(4)))).isFalse();

        assertThat(extent.records()).isEqualTo(1);
        assertThat(extent.to()).isEqualTo(18);
    }

    @Test
    void recordsOfTheSchemaThatIsAtFaultBelongTogetherAsLongAsTheyFollowEachOther() {
        Extent extent = new Extent(4);

        assertThat(extent.takes(record(17, value(4)))).isTrue();
        assertThat(extent.takes(record(20, value(4)))).isTrue();
        assertThat(extent.takes(record(21, value(3)))).isFalse();

        assertThat(extent.records()).isEqualTo(2);
        assertThat(extent.to()).isEqualTo(21);
    }

    @Test
    void whatHasNoSchemaIsNotOfIt() {
        Extent extent = new Extent(4);
        extent.takes(record(17, value(4)));

        assertThat(extent.takes(record(18, new byte[] {1}))).isFalse();
        assertThat(extent.takes(record(18, null))).isFalse();
    }

    private static byte[] value(int schemaId) {
        return new byte[] {0, 0, 0, 0, (byte) schemaId, 9};
    }

    private static ConsumerRecord<byte[], byte[]> record(long offset, byte[] value) {
        return new ConsumerRecord<>("clean.shop.orders", 0, offset, null, value);
    }
}
