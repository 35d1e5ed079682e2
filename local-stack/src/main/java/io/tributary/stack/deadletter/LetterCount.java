package io.tributary.stack.deadletter;

/**
 * How many dead letters are alike.
 *
 * @param dataset {@code <source>.<dataset>}
 * @param rule that they broke
 * @param field the column, or the rule about the row; may be empty
 * @param letters how many there are
 * @param redriven how many of them were sent again
 * @param reason that of the newest one, for people
 */
public record LetterCount(String dataset, String rule, String field, long letters, long redriven, String reason) {}
