package io.tributary.stack.status;

/**
 * The state of a process.
 *
 * @param name for instance {@code spark}
 * @param state WAITING, STARTING, RUNNING, UNHEALTHY, RESTARTING, FAILED, STOPPING or STOPPED
 * @param pid nullable
 * @param rssBytes memory it holds, in bytes; 0 if it does not run
 * @param restarts how often it was started anew since the stack was started
 * @param error why it does not run or does not serve; nullable
 * @param log path of its log file
 */
public record ProcessStatus(
        String name, String state, Long pid, long rssBytes, int restarts, String error, String log) {}
