package io.tributary.streams.runtime;

import io.tributary.schemas.registry.RegistryUnavailableException;
import io.tributary.streams.topic.BrokerUnavailableException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.apache.kafka.streams.errors.TopologyException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces a stream thread that failed, after a pause that grows while failures follow each other. The record that failed
 * was not committed, so the new thread takes it up again: nothing is lost and nothing is skipped.
 */
final class FailureHandler implements StreamsUncaughtExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(FailureHandler.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);
    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(2);

    private final StatusBoard board;
    private final Runnable repair;
    private final CountDownLatch closing = new CountDownLatch(1);
    private Duration pause = FIRST_PAUSE;
    private long lastFailure = System.nanoTime() - FORGOTTEN_AFTER.toNanos();

    /**
     * A handler.
     *
     * @param repair run before the new thread starts
     */
    FailureHandler(StatusBoard board, Runnable repair) {
        this.board = board;
        this.repair = repair;
    }

    @Override
    public StreamThreadExceptionResponse handle(Throwable failure) {
        Duration wait = nextPause();
        if (isOfNewTopic(failure)) {
            LOG.info("A stream thread begins anew in {} ms, since there is a new topic", wait.toMillis());
        } else {
            String problem = problem(failure);
            board.infrastructure(problem);
            LOG.error("A stream thread failed and is replaced in {} ms: {}", wait.toMillis(), problem, failure);
        }
        if (!closesWithin(wait)) {
            repair.run();
        }
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    /**
     * Whether a thread was handed a topic before it had heard of it: a topic that matches the pattern, and appeared while the
     * group was dividing the partitions.
     */
    private static boolean isOfNewTopic(Throwable failure) {
        return failure instanceof TopologyException && failure.getMessage().contains("is unknown to the topology");
    }

    /** What to tell of a failure: our own words if there are any among its causes, else those of the first cause. */
    private static String problem(Throwable failure) {
        Throwable root = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RegistryUnavailableException || cause instanceof BrokerUnavailableException) {
                return cause.getMessage();
            }
            root = cause;
        }
        return root.toString();
    }

    private synchronized Duration nextPause() {
        long now = System.nanoTime();
        if (now - lastFailure > FORGOTTEN_AFTER.toNanos()) {
            pause = FIRST_PAUSE;
        }
        lastFailure = now;
        Duration current = pause;
        Duration doubled = pause.multipliedBy(2);
        pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
        return current;
    }

    private boolean closesWithin(Duration wait) {
        try {
            return closing.await(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    void close() {
        closing.countDown();
    }
}
