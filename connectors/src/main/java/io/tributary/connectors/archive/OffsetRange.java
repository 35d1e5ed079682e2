package io.tributary.connectors.archive;

import org.apache.kafka.common.TopicIdPartition;

/**
 * Offsets of one partition, both ends included. Not every offset in it is a record: transactions leave markers.
 *
 * @param partition with the id of its topic, since a topic that is made again has the same offsets
 * @param first where the range before it ended, plus one; 0 for the first
 * @param last the last record's offset, or that of the last marker behind it
 */
record OffsetRange(TopicIdPartition partition, long first, long last) {

    long next() {
        return last + 1;
    }

    /** An offset as it is in names: they sort as offsets do. */
    static String padded(long offset) {
        return String.format("%020d", offset);
    }
}
