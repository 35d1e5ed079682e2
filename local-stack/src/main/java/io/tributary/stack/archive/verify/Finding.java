package io.tributary.stack.archive.verify;

/**
 * Something that must not be in an archive.
 *
 * @param topic whose archive it is in
 * @param text for people
 */
record Finding(Kind kind, String topic, String text) {

    /** What it is about; each names a count in what is told to programs. */
    enum Kind {
        /** Offsets between two ranges are in none. */
        GAPS,
        /** Kafka had dropped offsets before they were archived. */
        DROPPED,
        /** Offsets are in two ranges, or a file has one twice. */
        DOUBLES,
        /** A file is not the one whose SHA-256 the manifest has. */
        SHA256_MISMATCHES,
        /** A file that the manifest lists is not there. */
        MISSING_FILES,
        /** A file, an entry or a claim says something else than its name or its entry. */
        CONTRADICTIONS,
        /** A schema that an entry names is not there. */
        MISSING_SCHEMAS,
        /** A file is not in the manifest. */
        UNLISTED_FILES,
        /** Somebody has begun to write a range that does not follow the others, and never ended. */
        STRAY_CLAIMS
    }
}
