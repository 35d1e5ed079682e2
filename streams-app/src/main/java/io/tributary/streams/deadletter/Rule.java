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
