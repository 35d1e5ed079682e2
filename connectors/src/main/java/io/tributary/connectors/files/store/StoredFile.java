package io.tributary.connectors.files.store;

/**
 * One file as its store lists it.
 *
 * @param path path below the store's root, with {@code /} between folders, not null
 * @param size bytes
 * @param modified milliseconds since 1970-01-01 UTC; null if the store has no exact time. A server's listing that shows the
 *     minute, and after half a year only the day, would make every file look changed
 * @param tag the store's own mark of the content (S3's ETag); null if it has none
 */
public record StoredFile(String path, long size, Long modified, String tag) {

    /** Whether the other is the same content, as far as the store can tell without reading it. */
    public boolean sameContentAs(StoredFile other) {
        return size == other.size && agree(modified, other.modified) && agree(tag, other.tag);
    }

    private static boolean agree(Object one, Object other) {
        return one == null || other == null || one.equals(other);
    }
}
