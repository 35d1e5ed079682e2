package io.tributary.cli.screen;

import io.tributary.stack.status.StackStatus;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** How far a start is: a bar that is redrawn on a terminal, else a line whenever something changes. */
public final class ProgressLine implements AutoCloseable {

    private static final int BAR_WIDTH = 24;
    private static final int LONGEST_TEXT = 70;
    private static final long LOOK_EVERY_MS = 300;
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final long startedAt = System.nanoTime();
    private String last = "";

    /** Shows the progress until the future completes in whatever way. */
    public void follow(Supplier<StackStatus> status, CompletableFuture<?> end) {
        while (!completed(end)) {
            show(status.get());
        }
        show(status.get());
    }

    /** Shows one state. */
    public void show(StackStatus status) {
        int done = status.progress().done();
        int total = Math.max(1, status.progress().total());
        String text = status.pending().isEmpty()
                ? "ready"
                : status.pending().get(status.pending().size() - 1);
        if (Terminal.interactive()) {
            int filled = Math.min(BAR_WIDTH, BAR_WIDTH * done / total);
            String shown = text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
            Terminal.raw(CLEAR_LINE + "[" + "#".repeat(filled) + ".".repeat(BAR_WIDTH - filled) + "] " + seconds()
                    + " s  " + shown);
        } else {
            String line = done + " of " + status.progress().total() + ": " + text;
            if (!line.equals(last)) {
                Terminal.line(seconds() + " s  " + line);
                last = line;
            }
        }
    }

    @Override
    public void close() {
        if (Terminal.interactive()) {
            Terminal.raw(CLEAR_LINE);
        }
    }

    private long seconds() {
        return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - startedAt);
    }

    private static boolean completed(CompletableFuture<?> end) {
        try {
            end.get(LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
