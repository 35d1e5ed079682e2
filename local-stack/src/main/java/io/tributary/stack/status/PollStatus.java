package io.tributary.stack.status;

/**
 * How the last poll of an API went.
 *
 * @param source name of the source
 * @param requests requests that it took
 * @param emitted entries that had changed, and ends of entries
 * @param failed requests that were given up until the next poll
 * @param at when it ended, ISO-8601 in UTC
 */
public record PollStatus(String source, long requests, long emitted, long failed, String at) {}
