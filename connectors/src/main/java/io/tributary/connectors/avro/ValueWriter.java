package io.tributary.connectors.avro;

/** Writes values of one Connect schema. */
@FunctionalInterface
interface ValueWriter {

    /**
     * Appends a value.
     *
     * @param value what Connect allows for the schema; null only if it is optional
     */
    void write(Object value, WireBuffer out);
}
