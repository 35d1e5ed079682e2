package io.tributary.connectors.files.format;

/** What a record of a file can break. */
public enum RecordRule {
    /** More or fewer fields than the header has. */
    RAGGED_ROW("ragged-row"),
    /** Bytes that the file's encoding does not know. */
    UNDECODABLE_BYTES("undecodable-bytes"),
    /** Text that is not JSON. */
    MALFORMED_JSON("malformed-json"),
    /** More characters than a record may have. */
    TOO_LARGE("too-large");

    private final String code;

    RecordRule(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }
}
