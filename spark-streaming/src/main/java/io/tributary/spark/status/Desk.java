package io.tributary.spark.status;

import io.tributary.spark.ingest.RefusedException;

/** Where something can be asked of a table. */
interface Desk {

    /**
     * Does what is asked for.
     *
     * @param json names the table and what is to be done with it
     * @throws IllegalArgumentException if it does not
     * @throws RefusedException if that cannot be done with the table now
     */
    void take(String json) throws RefusedException;
}
