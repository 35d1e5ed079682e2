package io.tributary.spark.clean;

import java.io.Serializable;

/** An undecoded record of one clean topic. A plain class, not a record, since Kryo may move it. */
public final class RawRecord implements Serializable {

    private static final long serialVersionUID = 1L;

    private final int partition;
    private final long offset;
    private final boolean keyless;
    private final byte[] value;

    /**
     * @param keyless whether the Kafka key is null: a truncate, or a row of a table without key
     * @param value the record's value; null only in a topic that Tributary did not write
     */
    public RawRecord(int partition, long offset, boolean keyless, byte[] value) {
        this.partition = partition;
        this.offset = offset;
        this.keyless = keyless;
        this.value = value;
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
}
