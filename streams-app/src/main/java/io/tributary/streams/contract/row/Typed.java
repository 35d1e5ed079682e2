package io.tributary.streams.contract.row;

/**
 * A raw value that is of its column's type already, and is not cleaned.
 *
 * @param value as {@code io.tributary.streams.contract.value} describes it; not null
 */
public record Typed(Object value) {}
