package io.tributary.stack.release;

/**
 * A file that its connector has read to the end.
 *
 * @param file path below the source's URL
 * @param generation counts the contents that the path has had, from 1
 * @param size bytes
 * @param modified milliseconds since 1970; null if the store does not tell it exactly
 * @param tag the store's own mark of the content; null if it has none
 */
public record DoneFile(String file, long generation, long size, Long modified, String tag) {}
