package io.tributary.connectors.plugin;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.source.SourceRecord;
import org.slf4j.MDC;

/**
 * Does what may wait for a server on a thread of its own, so that Connect's thread is back from {@code poll} within a second,
 * whatever the server does. Connect asks a task to stop on that very thread, between two polls. Nothing is read ahead: the next
 * records are looked for when the last ones were taken.
 */
public final class PollThread {

    /** How long Connect's thread may be kept in a poll. */
    private static final long MAX_POLL_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final long MAX_IDLE_MILLIS = 1_000;
    private static final long STOP_WAIT_MILLIS = 1_000;

    /** What the thread does, and nobody else once it has started. */
    public interface Work extends AutoCloseable {

        /** The next records; empty if there are none now. May wait for a server. */
        List<SourceRecord> next();

        /** Milliseconds until there can be something new; 0 if there may be now. */
        long idleMillis();

        /** Lets go of everything; called when the task is to stop, or has failed. */
        @Override
        void close();
    }

    private final Work work;
    private final StopSignal stop;
    private final Thread thread;

    /** What was found and not taken yet; null if nothing. */
    private List<SourceRecord> found;

    private Throwable failure;

    /**
     * Starts nothing yet.
     *
     * @param name of the thread
     * @param stop at which the work's pauses end
     */
    public PollThread(String name, Work work, StopSignal stop) {
        this.work = work;
        this.stop = stop;
        Map<String, String> context = MDC.getCopyOfContextMap();
        thread = new Thread(
                () -> {
                    if (context != null) {
                        MDC.setContextMap(context);
                    }
                    run();
                },
                name);
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    private void run() {
        try (work) {
            while (!stop.isStopped()) {
                List<SourceRecord> records = work.next();
                if (records.isEmpty()) {
                    stop.pause(Math.min(work.idleMillis(), MAX_IDLE_MILLIS));
                }
                handOver(records);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Throwable e) {
            // Connect's thread throws it, since nobody else looks after this one.
            fail(e);
        }
    }

    private synchronized void handOver(List<SourceRecord> records) throws InterruptedException {
        found = records;
        notifyAll();
        while (found != null && !stop.isStopped()) {
            wait();
        }
    }

    private synchronized void fail(Throwable cause) {
        failure = cause;
        notifyAll();
    }

    /**
     * The next records; null if there are none, or none within a second.
     *
     * @throws RuntimeException with which the work failed
     */
    public synchronized List<SourceRecord> poll() {
        long end = System.nanoTime() + MAX_POLL_NANOS;
        try {
            for (long left = MAX_POLL_NANOS; found == null && failure == null && left > 0; ) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
                left = end - System.nanoTime();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
        if (found == null && failure instanceof Error error) {
            throw error;
        }
        if (found == null && failure != null) {
            throw (RuntimeException) failure;
        }
        List<SourceRecord> taken = found;
        found = null;
        notifyAll();
        return taken == null || taken.isEmpty() ? null : taken;
    }

    /**
     * Ends the thread. Pauses end at once; what waits for a server is waited for a second and then left to itself: it lets go
     * when the server answers, or does not in time.
     */
    public void stop() {
        stop.stop();
        synchronized (this) {
            notifyAll();
        }
        try {
            thread.join(STOP_WAIT_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
