package io.tributary.cli.screen;

import java.util.concurrent.TimeUnit;

/** Shows how far something is: one line that is redrawn on a terminal, else a line every ten seconds. */
public final class FollowedLine implements AutoCloseable {

    private static final long LINE_EVERY_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long REDRAW_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final boolean wanted;
    private boolean shown;
    private long shownAt;

    /** @param wanted whether anything is to be shown */
    public FollowedLine(boolean wanted) {
        this.wanted = wanted;
    }

    /** Shows one moment, unless it is empty or another was shown just before. */
    public void show(String text) {
        boolean interactive = Terminal.interactive();
        long pause = interactive ? REDRAW_EVERY_NANOS : LINE_EVERY_NANOS;
        if (!wanted || text.isEmpty() || (shown && System.nanoTime() - shownAt < pause)) {
            return;
        }
        if (interactive) {
            Terminal.raw(CLEAR_LINE + text);
        } else {
            Terminal.line(text);
        }
        shownAt = System.nanoTime();
        shown = true;
    }

    @Override
    public void close() {
        if (wanted && Terminal.interactive()) {
            Terminal.raw(CLEAR_LINE);
        }
    }
}
