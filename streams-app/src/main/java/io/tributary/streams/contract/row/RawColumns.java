package io.tributary.streams.contract.row;

import io.tributary.streams.deadletter.RejectedRecordException;

/** Where the raw values of one record's columns are. */
@FunctionalInterface
public interface RawColumns {

    /**
     * The raw value of a column.
     *
     * @param column its number in the contract
     * @return a text, a JSON node, a value that is {@link Typed}, or null
     * @throws RejectedRecordException if it cannot be had
     */
    Object value(int column) throws RejectedRecordException;
}
