package io.tributary.spark.ingest;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tries parked tables again when their time has come, one after the other. */
final class ParkedRetries implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(ParkedRetries.class);

    private final Lanes lanes;
    private final ParkedRetry retry;
    private final Map<Lane, Long> dueNanos = new ConcurrentHashMap<>();

    ParkedRetries(Lanes lanes, ParkedRetry retry) {
        this.lanes = lanes;
        this.retry = retry;
    }

    @Override
    public void run() {
        for (Lane lane : lanes.all()) {
            try {
                runIfDue(lane);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                // The lake itself is out of reach: the next tick comes soon enough.
                LOG.warn(
                        "Parked table {} could not be tried: {}", lane.dataset().tableName(), Failures.describe(e));
            }
        }
    }

    private void runIfDue(Lane lane) throws InterruptedException {
        var parked = lane.parked();
        boolean asked = lane.isUrgent();
        if (parked.isEmpty() || (parked.get().stopped() && !asked)) {
            dueNanos.remove(lane);
            return;
        }
        long now = System.nanoTime();
        long due = dueNanos.computeIfAbsent(
                lane, each -> now + TimeUnit.SECONDS.toNanos(parked.get().waitSeconds()));
        if (asked || now - due >= 0) {
            dueNanos.remove(lane);
            retry.attempt(lane);
        }
    }
}
