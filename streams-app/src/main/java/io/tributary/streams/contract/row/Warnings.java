package io.tributary.streams.contract.row;

import io.tributary.schemas.naming.Dataset;
import io.tributary.streams.deadletter.Rule;

/** Who is told of records that break a rule which only warns. */
@FunctionalInterface
public interface Warnings {

    /**
     * A record broke a rule and went on.
     *
     * @param field the column, or a row rule's name
     */
    void warned(Dataset dataset, Rule rule, String field);
}
