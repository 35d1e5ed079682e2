package io.tributary.connectors.archive;

/**
 * Offsets of one partition, both ends included. Not every offset in it is a record: transactions leave markers.
 *
 * @param first where the range before it ended, plus one; 0 for the first
 * @param last the last record's offset
 */
record OffsetRange(String topic, int partition, long first, long last) {

    long next() {
        return last + 1;
    }

    /** An offset as it is in names: they sort as offsets do. */
    static String padded(long offset) {
        return String.format("%020d", offset);
    }
}
