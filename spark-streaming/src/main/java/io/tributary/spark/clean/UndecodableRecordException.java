package io.tributary.spark.clean;

/** A clean record that cannot be decoded or turned into a row; says where it is. */
public final class UndecodableRecordException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int partition;
    private final long offset;

    public UndecodableRecordException(String topic, int partition, long offset, String reason, Throwable cause) {
        super(
                "Record at topic " + topic + ", partition " + partition + ", offset " + offset + ": " + reason
                        + ". The records before it are written, those from it on wait in the topic",
                cause);
        this.partition = partition;
        this.offset = offset;
    }

    public int partition() {
        return partition;
    }

    public long offset() {
        return offset;
    }
}
