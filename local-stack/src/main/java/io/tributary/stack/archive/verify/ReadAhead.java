package io.tributary.stack.archive.verify;

import io.tributary.stack.layout.StackException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Does work on several threads, and what follows from it on the thread that asks, in the order in which it was asked for:
 * so the outcome is the same as if all were done one after the other.
 */
final class ReadAhead implements AutoCloseable {

    private final int waiting;
    private final ExecutorService workers;
    private final Deque<Step<?>> steps = new ArrayDeque<>();

    /**
     * Threads, which end with the program.
     *
     * @param parallel how many; twice as many works may be asked for before the oldest is waited for
     */
    ReadAhead(int parallel) {
        this.waiting = 2 * parallel;
        this.workers = Executors.newFixedThreadPool(parallel, task -> {
            Thread thread = new Thread(task, "archive-reader");
            thread.setDaemon(true);
            return thread;
        });
    }

    private record Step<T>(Future<T> work, Consumer<T> after) {

        void settle() {
            try {
                after.accept(work.get());
            } catch (ExecutionException e) {
                throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StackException("Interrupted while the archive was read", e);
            }
        }
    }

    /** Has work done, and then, on this thread, what follows from it; waits if much is being done. */
    <T> void then(Callable<T> work, Consumer<T> after) {
        add(new Step<>(workers.submit(work), after));
    }

    /** Does something on this thread, behind all that was asked for before. */
    void then(Runnable after) {
        add(new Step<>(CompletableFuture.completedFuture(null), done -> after.run()));
    }

    private void add(Step<?> step) {
        steps.add(step);
        while (steps.size() > waiting || !steps.isEmpty() && steps.peek().work().isDone()) {
            steps.remove().settle();
        }
    }

    /** Waits until all is done. */
    void finish() {
        while (!steps.isEmpty()) {
            steps.remove().settle();
        }
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}
