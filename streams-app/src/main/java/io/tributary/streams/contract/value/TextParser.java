package io.tributary.streams.contract.value;

import io.tributary.streams.column.UnrepresentableValueException;

/** Reads the values of one type from text. Stateless. */
@FunctionalInterface
public interface TextParser {

    /**
     * Reads a value.
     *
     * @param text cleaned of white space; not null
     * @throws UnrepresentableValueException if it is no value of the type
     */
    Object parse(String text) throws UnrepresentableValueException;
}
