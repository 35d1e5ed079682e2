package io.tributary.stack.supervisor;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What tells a process from a later one that got the same id.
 *
 * @param pid the process id
 * @param startedAt when it was started, in milliseconds since 1970; 0 if the system does not tell
 */
record ProcessIdentity(long pid, long startedAt) {

    /** The system computes start times from its boot time, which moves a little when the clock is set. */
    private static final Duration TOLERANCE = Duration.ofSeconds(3);

    static ProcessIdentity of(ProcessHandle handle) {
        return new ProcessIdentity(
                handle.pid(),
                handle.info().startInstant().map(Instant::toEpochMilli).orElse(0L));
    }

    /** The process, if it still runs. */
    Optional<ProcessHandle> find() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::sameStart);
    }

    private boolean sameStart(ProcessHandle handle) {
        return handle.info()
                .startInstant()
                .map(start -> Math.abs(start.toEpochMilli() - startedAt) <= TOLERANCE.toMillis())
                .orElse(startedAt == 0);
    }
}
