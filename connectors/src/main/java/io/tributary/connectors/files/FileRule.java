package io.tributary.connectors.files;

/** What a whole file can break. */
enum FileRule {
    /** Damaged, truncated, encrypted, too large, or not what its format says; the good records before that are kept. */
    DAMAGED_FILE("damaged-file"),
    /** The store lists it but does not give it away. */
    UNREADABLE_FILE("unreadable-file");

    private final String code;

    FileRule(String code) {
        this.code = code;
    }

    String code() {
        return code;
    }
}
