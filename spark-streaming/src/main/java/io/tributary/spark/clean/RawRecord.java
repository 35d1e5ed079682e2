package io.tributary.spark.clean;

import java.io.Serializable;

/** An undecoded record of one clean topic. A plain class, not a record, since Kryo may move it. */
public final class RawRecord implements Serializable {

    private static final long serialVersionUID = 1L;

    private final int partition;
    private final long offset;
    private final boolean keyless;
    private final byte[] value;
    private final Replay replay;

    /**
     * @param keyless whether the Kafka key is null: a truncate, or a row of a table without key
     * @param value the record's value; null only in a topic that Tributary did not write
     * @param replay whether it was made a second time
     */
    public RawRecord(int partition, long offset, boolean keyless, byte[] value, Replay replay) {
        this.partition = partition;
        this.offset = offset;
        this.keyless = keyless;
        this.value = value;
        this.replay = replay;
    }

    public int partition() {
        return partition;
    }

    public long offset() {
        return offset;
    }

    public boolean keyless() {
        return keyless;
    }

    public byte[] value() {
        return value;
    }

    public Replay replay() {
        return replay;
    }
}
