package io.tributary.stack.supervisor;

import java.time.Duration;

/** Pauses that double from one failure to the next, up to a limit. Not for use by several threads. */
final class Backoff {

    private final Duration first;
    private final Duration longest;
    private Duration next;

    Backoff(Duration first, Duration longest) {
        this.first = first;
        this.longest = longest;
        this.next = first;
    }

    Duration next() {
        Duration current = next;
        Duration doubled = current.multipliedBy(2);
        next = doubled.compareTo(longest) > 0 ? longest : doubled;
        return current;
    }

    void reset() {
        next = first;
    }
}
