package io.tributary.streams.column;

/** Turns a raw value into the clean one. Stateless. */
@FunctionalInterface
interface ValueConverter {

    ValueConverter SAME = raw -> raw;

    /**
     * Converts a value.
     *
     * @param raw as Avro's generic reader gives it, not null
     * @return as Avro's generic writer takes it for the clean type, not null
     * @throws UnrepresentableValueException if the clean type has no place for it
     */
    Object convert(Object raw) throws UnrepresentableValueException;
}
