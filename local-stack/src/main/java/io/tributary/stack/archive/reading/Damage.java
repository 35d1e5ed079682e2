package io.tributary.stack.archive.reading;

/**
 * What is wrong with a file of the archive.
 *
 * @param text goes on a sentence that begins with the file's name
 */
public record Damage(Kind kind, String text) {

    /** What it is about. */
    public enum Kind {
        MISSING,
        /** It is not the file whose SHA-256 the manifest has. */
        ALTERED,
        /** It is that file, and has other records than the manifest says. */
        UNLIKE_ITS_ENTRY
    }
}
