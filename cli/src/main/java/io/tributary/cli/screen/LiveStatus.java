package io.tributary.cli.screen;

import io.tributary.stack.status.StackStatus;
import io.tributary.stack.status.StatusJson;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The status, shown again and again: redrawn in place on a terminal, else one text after the other. */
public final class LiveStatus {

    private static final int SCREEN_SECONDS = 1;
    private static final int PLAIN_SECONDS = 10;
    private static final String TO_TOP = "\u001b[H";
    private static final String CLEAR = "\u001b[2J";
    private static final String CLEAR_TO_LINE_END = "\u001b[K";
    private static final String CLEAR_TO_END = "\u001b[J";

    private final Supplier<StackStatus> status;

    public LiveStatus(Supplier<StackStatus> status) {
        this.status = status;
    }

    /** Shows the status until the latch opens. Answers the exit code. */
    public int show(CountDownLatch end) {
        if (!Terminal.interactive()) {
            return repeat(end, PLAIN_SECONDS, () -> Terminal.line(StatusText.of(status.get(), Integer.MAX_VALUE)));
        }
        Terminal.raw(CLEAR);
        int code = repeat(end, SCREEN_SECONDS, this::redraw);
        Terminal.line("");
        return code;
    }

    /** Prints the JSON form until the latch opens, one object after the other. */
    public int showJson(CountDownLatch end) {
        return repeat(end, SCREEN_SECONDS, () -> Terminal.line(StatusJson.write(status.get())));
    }

    private void redraw() {
        Terminal.Size size = Terminal.Size.now();
        String text = StatusText.of(status.get(), size.lines() - 1)
                .lines()
                .map(line -> size.cut(line) + CLEAR_TO_LINE_END)
                .collect(Collectors.joining("\n"));
        Terminal.raw(TO_TOP + text + CLEAR_TO_END);
    }

    private static int repeat(CountDownLatch end, int seconds, Runnable step) {
        try {
            do {
                step.run();
            } while (!end.await(seconds, TimeUnit.SECONDS));
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }
}
