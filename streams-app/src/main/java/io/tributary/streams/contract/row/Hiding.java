package io.tributary.streams.contract.row;

import io.tributary.schemas.contract.ContractColumn;
import io.tributary.streams.contract.value.Values;
import org.apache.avro.util.Utf8;

/** The last step: values as they go to the clean topic, with what is personal hidden. */
public final class Hiding {

    private static final Utf8 MASK = new Utf8("****");

    private final Tokens tokens;

    /**
     * Takes the tokens.
     *
     * @param tokens may be null if no column's values become tokens
     */
    public Hiding(Tokens tokens) {
        this.tokens = tokens;
    }

    /** The Avro value of a column that is not dropped; null stays null. */
    public Object toAvro(ContractColumn column, Object value) {
        if (value == null) {
            return null;
        }
        return switch (column.personalData()) {
            case KEEP, DROP -> Values.toAvro(column.type(), value);
            case MASK -> MASK;
            case TOKENIZE -> new Utf8(tokens.of(Values.canonical(column.type(), value)));
        };
    }
}
