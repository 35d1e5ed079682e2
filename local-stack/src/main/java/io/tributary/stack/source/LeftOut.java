package io.tributary.stack.source;

/**
 * A table that matches the patterns of a source and is not captured.
 *
 * @param table its name
 * @param finding why, and what would change it
 */
public record LeftOut(TableName table, Finding finding) {}
