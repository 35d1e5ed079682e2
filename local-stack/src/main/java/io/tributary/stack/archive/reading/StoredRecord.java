package io.tributary.stack.archive.reading;

import io.tributary.schemas.naming.RedriveHeaders;
import io.tributary.schemas.naming.ReplayHeaders;
import org.apache.kafka.common.header.Headers;

/**
 * A raw record as Kafka or the archive keeps it.
 *
 * @param offset in its partition
 * @param timestamp milliseconds since 1970-01-01 UTC; -1 if it has none
 * @param key may be null
 * @param value may be null
 */
public record StoredRecord(long offset, long timestamp, byte[] key, byte[] value, Headers headers) {

    /** Whether it came from its source, and is neither there a second time nor a mark of a replay. */
    public boolean original() {
        return value != null
                && headers.lastHeader(RedriveHeaders.OFFSET) == null
                && headers.lastHeader(ReplayHeaders.CONTROL) == null;
    }

    public int bytes() {
        return value.length + (key == null ? 0 : key.length);
    }
}
