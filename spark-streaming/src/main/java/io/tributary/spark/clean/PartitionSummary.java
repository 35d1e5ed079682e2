package io.tributary.spark.clean;

import io.tributary.schemas.wire.MalformedRecordException;
import io.tributary.schemas.wire.WireFormat;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What one Kafka partition contributes to a batch, found in the one pass that reads it. Few records come along
 * themselves, so that nobody has to fetch them again.
 */
final class PartitionSummary implements Serializable {

    private static final long serialVersionUID = 1L;

    private static final int MOST_CARRIED_RECORDS = 2_000;
    private static final int MOST_CARRIED_BYTES = 1024 * 1024;

    private final int sparkPartition;
    private final String topic;
    private final int partition;
    private final Set<Integer> schemaIds = new TreeSet<>();
    private ArrayList<RawRecord> carried = new ArrayList<>();
    private int carriedBytes;
    private long records;
    private long keyless;
    private boolean replayed;
    private long firstOffset;
    private long lastOffset;
    private long malformedOffset = -1;
    private String malformedReason;

    PartitionSummary(int sparkPartition, String topic, int partition) {
        this.sparkPartition = sparkPartition;
        this.topic = topic;
        this.partition = partition;
    }

    void add(RawRecord record) {
        if (records == 0) {
            firstOffset = record.offset();
        }
        records++;
        lastOffset = record.offset();
        carry(record);
        if (record.keyless()) {
            keyless++;
        }
        replayed |= record.replay() != Replay.NONE;
        try {
            if (record.value() == null) {
                throw new MalformedRecordException("The record has no value");
            }
            schemaIds.add(WireFormat.schemaId(record.value()));
        } catch (MalformedRecordException e) {
            if (malformedOffset < 0) {
                malformedOffset = record.offset();
                malformedReason = e.getMessage();
            }
        }
    }

    private void carry(RawRecord record) {
        carriedBytes += record.value() == null ? 0 : record.value().length;
        if (records > MOST_CARRIED_RECORDS || carriedBytes > MOST_CARRIED_BYTES) {
            carried = null;
        }
        if (carried != null) {
            carried.add(record);
        }
    }

    /** All records of the partition, in offset order; empty if they are too many to be carried along. */
    Optional<List<RawRecord>> carried() {
        return Optional.ofNullable(carried);
    }

    int sparkPartition() {
        return sparkPartition;
    }

    String topic() {
        return topic;
    }

    int partition() {
        return partition;
    }

    Set<Integer> schemaIds() {
        return schemaIds;
    }

    long records() {
        return records;
    }

    long keyless() {
        return keyless;
    }

    /** Whether some records were made a second time. */
    boolean replayed() {
        return replayed;
    }

    long firstOffset() {
        return firstOffset;
    }

    long lastOffset() {
        return lastOffset;
    }

    /** Throws if a record of the partition does not even begin as a clean record must. */
    void requireWellFormed() throws UndecodableRecordException {
        if (malformedOffset >= 0) {
            throw new UndecodableRecordException(topic, partition, malformedOffset, malformedReason, null);
        }
    }
}
