package io.tributary.streams.retry;

import io.tributary.schemas.registry.RegistryUnavailableException;
import io.tributary.streams.topic.BrokerUnavailableException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for infrastructure that does not answer, in place: the record at hand stays where it is, nothing is lost and
 * nothing is dead-lettered. It does so for a limited time, well below the poll interval and the transaction timeout;
 * then the failure is thrown, the transaction is aborted and a new stream thread takes the record up again.
 */
public final class Patience {

    private static final Logger LOG = LoggerFactory.getLogger(Patience.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);

    private final Duration limit;
    private final Consumer<String> observer;
    private final CountDownLatch closing = new CountDownLatch(1);

    /**
     * Patience.
     *
     * @param limit how long one call may be tried again
     * @param observer told what fails at every failure, and null when it works again
     */
    public Patience(Duration limit, Consumer<String> observer) {
        this.limit = limit;
        this.observer = observer;
    }

    /**
     * Calls until it works.
     *
     * @throws RegistryUnavailableException if the registry still fails after the limit, or the app is closing
     * @throws BrokerUnavailableException if the broker still fails after the limit, or the app is closing
     */
    public <T> T call(Supplier<T> action) {
        long deadline = System.nanoTime() + limit.toNanos();
        Duration pause = FIRST_PAUSE;
        boolean failed = false;
        while (true) {
            try {
                T result = action.get();
                if (failed) {
                    LOG.info("Infrastructure answers again");
                    observer.accept(null);
                }
                return result;
            } catch (RegistryUnavailableException | BrokerUnavailableException e) {
                if (!failed) {
                    LOG.warn("Infrastructure does not answer, trying again: {}", e.getMessage());
                }
                failed = true;
                observer.accept(e.getMessage());
                if (System.nanoTime() > deadline || closesWithin(pause)) {
                    throw e;
                }
                Duration doubled = pause.multipliedBy(2);
                pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
            }
        }
    }

    /** Ends all waiting: calls that wait now, and those that fail later, throw at once. */
    public void close() {
        closing.countDown();
    }

    private boolean closesWithin(Duration pause) {
        try {
            return closing.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
