package io.tributary.stack.supervisor;

import io.tributary.stack.status.StackStatus;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a supervisor does beside keeping processes: notices that the stack is ready, and keeps the logs small. */
final class Upkeep implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
    private static final long LOOK_EVERY_MS = 500;
    private static final long EMPTY_EVERY_S = 2;
    private static final long ROTATE_EVERY_S = 30;

    private final StatusBoard board;
    private final CaptureLoop loop;
    private final ExpectedTables expected;
    private final LogRotation rotation;
    private final ContractsWatch contracts;
    private final long startedAt = System.nanoTime();
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread daemon = new Thread(task, "upkeep");
        daemon.setDaemon(true);
        return daemon;
    });

    Upkeep(
            StackPlan plan,
            Children children,
            StatusBoard board,
            CaptureLoop loop,
            ExpectedTables expected,
            ContractsWatch contracts) {
        this.board = board;
        this.loop = loop;
        this.expected = expected;
        this.rotation = new LogRotation(plan.context().state().logs());
        this.contracts = contracts;
        failWith(children.allServed());
        failWith(loop.done());
    }

    private void failWith(CompletableFuture<Void> part) {
        part.whenComplete((done, failure) -> {
            if (failure != null) {
                ready.completeExceptionally(failure);
            }
        });
    }

    CompletableFuture<Void> ready() {
        return ready;
    }

    void start() {
        thread.scheduleWithFixedDelay(this::look, 0, LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
        thread.scheduleWithFixedDelay(this::lookForEmptyTables, EMPTY_EVERY_S, EMPTY_EVERY_S, TimeUnit.SECONDS);
        thread.scheduleWithFixedDelay(this::lookAtContracts, LOOK_EVERY_MS, LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
        thread.scheduleWithFixedDelay(rotation::rotate, ROTATE_EVERY_S, ROTATE_EVERY_S, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private void look() {
        try {
            if (!ready.isDone()) {
                StackStatus status = board.status();
                if (status.ready()) {
                    LOG.info("stack ready after {} ms", (System.nanoTime() - startedAt) / 1_000_000);
                    ready.complete(null);
                }
            }
        } catch (RuntimeException e) {
            LOG.warn("status not known: {}", e.toString());
        }
    }

    private void lookAtContracts() {
        try {
            contracts.look();
        } catch (RuntimeException e) {
            LOG.warn("contracts not looked at: {}", e.toString());
        }
    }

    private void lookForEmptyTables() {
        try {
            StackStatus status = board.status();
            if (!status.ready() && !loop.isBusy()) {
                expected.look(loop.current(), status.sources(), status.tables());
            }
        } catch (RuntimeException e) {
            LOG.warn("tables not looked at: {}", e.toString());
        }
    }
}
