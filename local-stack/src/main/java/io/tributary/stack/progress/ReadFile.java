package io.tributary.stack.progress;

/**
 * Where a file stands.
 *
 * @param path its path below the source's URL
 * @param state {@code reading}, {@code done} or {@code rejected}
 * @param records records read of its newest generation
 * @param rejected those that went to dead letters
 * @param at milliseconds since 1970
 */
record ReadFile(String path, String state, long records, long rejected, long at) {}
