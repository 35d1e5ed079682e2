package io.tributary.streams.deadletter;

/** What a record broke, as the header {@code tributary.error.rule} names it. */
public enum Rule {
    /** The record has no value: neither a change nor anything else that could be kept. */
    EMPTY_VALUE("empty-value"),
    /** The value's bytes do not decode with the schema they name. */
    UNDECODABLE_VALUE("undecodable-value"),
    /** The key's bytes do not decode with the schema they name. */
    UNDECODABLE_KEY("undecodable-key"),
    /** The value decodes, but is no Debezium envelope. */
    UNKNOWN_SHAPE("unknown-shape"),
    /** The envelope's operation is not one the pipeline knows. */
    UNKNOWN_OPERATION("unknown-operation"),
    /** The envelope lacks the row that its operation calls for. */
    MISSING_ROW("missing-row"),
    /** The source, table or a column has a name that cannot be made safe. */
    UNUSABLE_NAME("unusable-name"),
    /** Two columns of the table have the same safe name. */
    COLUMN_CLASH("column-clash"),
    /** Two tables of the source have the same dataset name. */
    DATASET_CLASH("dataset-clash"),
    /** A value has no place in the type of its column. */
    UNREPRESENTABLE_VALUE("unrepresentable-value"),
    /** Postgres left out a large unchanged value, and it was never seen before. */
    UNAVAILABLE_VALUE("unavailable-value"),
    /** The clean record is larger than the topic takes. */
    TOO_LARGE("too-large"),
    /** The registry refuses the clean schema. */
    SCHEMA_REFUSED("schema-refused"),
    /** A contract's column is in none of the places where the contract says it is. */
    MISSING_COLUMN("missing-column"),
    /** A value is not written as the contract says values of its type are. */
    UNREADABLE_VALUE("unreadable-value"),
    /** A document is no JSON object, or lacks the shape that the contract says it has. */
    UNREADABLE_DOCUMENT("unreadable-document"),
    /** A value that the contract requires is null. */
    REQUIRED("required"),
    /** A value is out of the contract's bounds, or a text is too short or too long. */
    RANGE("range"),
    /** A text does not match the contract's pattern. */
    PATTERN("pattern"),
    /** A value is none of those that the contract allows. */
    ENUMERATION("enumeration"),
    /** The row breaks a rule about several columns; the field is the rule's name. */
    ROW_RULE("row-rule"),
    /** A derived column has no value. */
    DERIVATION("derivation"),
    /** Another record of the same generation has the same key. */
    DUPLICATE_KEY("duplicate-key"),
    /** The contract contradicts the table that it is for. */
    CONTRACT_MISMATCH("contract-mismatch"),
    /** It was sent again, and what came after it took the row away, or would be taken away by it. */
    SUPERSEDED("superseded"),
    /** Kafka dropped it before it was cleaned; the letter stands for a range of offsets. */
    DROPPED("dropped"),
    /** The app itself failed on this record: a defect. */
    DEFECT("defect");

    private final String code;

    Rule(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }
}
