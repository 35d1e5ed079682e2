package io.tributary.streams.envelope;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.tributary.schemas.naming.RedriveHeaders;
import io.tributary.schemas.naming.ReplayHeaders;
import io.tributary.schemas.wire.WireFormat;
import java.util.Arrays;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * A record of a raw topic as it was read.
 *
 * @param timestamp of the record, milliseconds since 1970-01-01 UTC
 * @param key as written; may be null
 * @param value as written; may be null
 * @param snapshotOrdering ordering of the newest snapshot row that was read before it in its partition; the least possible
 *     value if there was none
 */
public record RawRecord(
        String topic,
        int partition,
        long offset,
        long timestamp,
        byte[] key,
        byte[] value,
        Headers headers,
        long snapshotOrdering) {

    /** Whether it was a dead letter that is sent again. Its offset is then the one that it had at first. */
    public boolean redriven() {
        return headers.lastHeader(RedriveHeaders.OFFSET) != null && !replayed();
    }

    /** Whether it is sent again by a replay. Its offset is then the one that it had at first. */
    public boolean replayed() {
        return headers.lastHeader(ReplayHeaders.REPLAY) != null;
    }

    /** Whether it is sent again by a replay, and a later change of its key is known. */
    public boolean history() {
        Header replay = headers.lastHeader(ReplayHeaders.REPLAY);
        return replay != null && !new String(replay.value(), US_ASCII).equals(ReplayHeaders.CURRENT);
    }

    /** The same replayed record, overtaken by a later change of its key. */
    public RawRecord asHistory() {
        Headers changed = new RecordHeaders(headers);
        changed.remove(ReplayHeaders.REPLAY);
        changed.add(ReplayHeaders.REPLAY, ReplayHeaders.HISTORY.getBytes(US_ASCII));
        return new RawRecord(topic, partition, offset, timestamp, key, value, changed, snapshotOrdering);
    }

    /**
     * The key without the header of the wire format, so that a row is found again when only the key's schema changed; null
     * if there is no key in the wire format.
     */
    public byte[] bareKey() {
        return key == null || key.length < WireFormat.HEADER_BYTES || key[0] != WireFormat.MAGIC
                ? null
                : Arrays.copyOfRange(key, WireFormat.HEADER_BYTES, key.length);
    }
}
