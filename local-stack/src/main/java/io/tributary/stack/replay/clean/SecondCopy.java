package io.tributary.stack.replay.clean;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.tributary.schemas.naming.RedriveHeaders;
import io.tributary.schemas.naming.ReplayHeaders;
import io.tributary.stack.archive.reading.StoredRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Makes of a record what a replay puts into its topic. */
final class SecondCopy {

    private SecondCopy() {}

    /** The record, of the time now: with its own, Kafka might drop it at once. */
    static ProducerRecord<byte[], byte[]> of(
            String topic, int partition, StoredRecord record, boolean current, long snapshotOrdering) {
        Headers headers = new RecordHeaders(record.headers());
        headers.remove(RedriveHeaders.SNAPSHOT_ORDERING);
        put(headers, RedriveHeaders.OFFSET, Long.toString(record.offset()));
        put(headers, RedriveHeaders.SNAPSHOT_ORDERING, Long.toString(snapshotOrdering));
        put(headers, ReplayHeaders.REPLAY, current ? ReplayHeaders.CURRENT : ReplayHeaders.HISTORY);
        return new ProducerRecord<>(topic, partition, null, record.key(), record.value(), headers);
    }

    /** The mark of a replay's begin or end. */
    static ProducerRecord<byte[], byte[]> control(String topic, int partition, String what) {
        Headers headers = new RecordHeaders();
        put(headers, ReplayHeaders.CONTROL, what);
        return new ProducerRecord<>(topic, partition, null, null, null, headers);
    }

    private static void put(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(US_ASCII));
    }
}
