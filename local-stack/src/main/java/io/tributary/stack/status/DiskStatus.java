package io.tributary.stack.status;

/**
 * The disk that holds the state directory.
 *
 * @param freeBytes what the user may still write
 * @param state OK, LOW or FULL
 */
public record DiskStatus(long freeBytes, String state) {}
