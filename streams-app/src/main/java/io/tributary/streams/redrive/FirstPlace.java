package io.tributary.streams.redrive;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.tributary.schemas.naming.RedriveHeaders;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * Where a record that is sent again lay at first. It is cleaned as if it still lay there, so that its ordering and its
 * place in bronze are what they would have been.
 *
 * @param offset in its raw topic and partition
 * @param snapshotOrdering ordering of the newest snapshot row before it; the least possible value if there was none
 */
public record FirstPlace(long offset, long snapshotOrdering) {

    /** What a record's headers say; empty for a record that comes for the first time. */
    public static Optional<FirstPlace> in(Headers headers) {
        Long offset = number(headers, RedriveHeaders.OFFSET);
        Long snapshotOrdering = number(headers, RedriveHeaders.SNAPSHOT_ORDERING);
        return offset == null || snapshotOrdering == null
                ? Optional.empty()
                : Optional.of(new FirstPlace(offset, snapshotOrdering));
    }

    private static Long number(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        try {
            return header == null ? null : Long.valueOf(new String(header.value(), US_ASCII));
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
