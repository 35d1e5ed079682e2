package io.tributary.spark.query;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks after the statements under way: ends those whose client hung up and those that take too long. */
final class QueryWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(QueryWatch.class);
    private static final long PERIOD_MILLIS = 250;

    private final Set<RunningQuery> running = ConcurrentHashMap.newKeySet();
    private final Consumer<String> cancelJobGroup;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "query-watch");
        thread.setDaemon(true);
        return thread;
    });

    /** @param cancelJobGroup stops the Spark jobs of a group */
    QueryWatch(Consumer<String> cancelJobGroup) {
        this.cancelJobGroup = cancelJobGroup;
        clock.scheduleWithFixedDelay(this::look, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    void add(RunningQuery query) {
        running.add(query);
    }

    void remove(RunningQuery query) {
        running.remove(query);
        query.finish();
    }

    int count() {
        return running.size();
    }

    private void look() {
        for (RunningQuery query : running) {
            try {
                if (query.isOverdue()) {
                    end(query, RunningQuery.EndReason.TIMEOUT);
                } else if (query.endReason() != null || query.isClientGone()) {
                    // Again and again: a statement that was ended may have started another job meanwhile.
                    end(query, RunningQuery.EndReason.CLIENT_GONE);
                }
            } catch (RuntimeException e) {
                LOG.warn("watch failed query={} error={}", query.jobGroup(), e.toString());
            }
        }
    }

    private void end(RunningQuery query, RunningQuery.EndReason reason) {
        query.end(reason);
        cancelJobGroup.accept(query.jobGroup());
    }

    @Override
    public void close() {
        clock.shutdownNow();
        running.forEach(query -> end(query, RunningQuery.EndReason.SHUTDOWN));
    }
}
