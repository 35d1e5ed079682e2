package io.tributary.streams.deadletter;

import io.tributary.schemas.naming.Dataset;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs dead letters: the first of each kind at once, then at most one line a kind every ten seconds with the number of
 * those left out, since a broken table can yield thousands a second. Not thread-safe.
 */
public final class DeadLetterLog {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterLog.class);
    private static final long INTERVAL_NANOS = Duration.ofSeconds(10).toNanos();

    private final Map<Kind, Quiet> quiet = new HashMap<>();

    private record Kind(Dataset dataset, Rule rule, String field) {}

    private static final class Quiet {
        private long since;
        private long leftOut;
    }

    public void rejected(Dataset dataset, String topic, int partition, long offset, RejectedRecordException rejection) {
        Kind kind = new Kind(dataset, rejection.rule(), rejection.field());
        Quiet state = quiet.get(kind);
        long now = System.nanoTime();
        if (state != null && now - state.since < INTERVAL_NANOS) {
            state.leftOut++;
            return;
        }
        long leftOut = state == null ? 0 : state.leftOut;
        if (state == null) {
            state = new Quiet();
            quiet.put(kind, state);
        }
        state.since = now;
        state.leftOut = 0;
        LOG.warn(
                "Dead letter: source={} dataset={} rule={} at {}-{}@{} ({} more like it since the last line): {}",
                dataset.source(),
                dataset.name(),
                rejection.rule().code(),
                topic,
                partition,
                offset,
                leftOut,
                rejection.getMessage(),
                rejection.rule() == Rule.DEFECT ? rejection.getCause() : null);
    }
}
