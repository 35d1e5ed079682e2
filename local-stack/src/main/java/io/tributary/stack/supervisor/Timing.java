package io.tributary.stack.supervisor;

import java.time.Duration;

/**
 * How patient the supervisor is.
 *
 * @param pollStarting pause between questions to a process that has not served yet
 * @param pollRunning pause between questions to one that has
 * @param silencePatience how long a process that served may give no answer before it is killed
 * @param sicknessPatience how long a process that served may answer that it does not serve before it is killed
 * @param firstBackoff pause before the first restart
 * @param longestBackoff longest pause before a restart
 * @param steadyAfter time of service after which the next failure counts as a first one
 * @param startAttempts failures in a row after which a process that never served is given up
 */
record Timing(
        Duration pollStarting,
        Duration pollRunning,
        Duration silencePatience,
        Duration sicknessPatience,
        Duration firstBackoff,
        Duration longestBackoff,
        Duration steadyAfter,
        int startAttempts) {

    static final Timing DEFAULT = new Timing(
            Duration.ofMillis(150),
            Duration.ofSeconds(4),
            Duration.ofSeconds(60),
            Duration.ofMinutes(2),
            Duration.ofMillis(500),
            Duration.ofSeconds(30),
            Duration.ofMinutes(1),
            3);
}
