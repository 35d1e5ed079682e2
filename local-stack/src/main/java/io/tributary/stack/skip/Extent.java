package io.tributary.stack.skip;

import io.tributary.schemas.wire.MalformedRecordException;
import io.tributary.schemas.wire.WireFormat;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** How far an obstacle reaches: one record, or all that follow each other and have the schema that is at fault. */
final class Extent {

    private final Integer schemaId;
    private long records;
    private long to;

    /** @param schemaId null if a record alone is at fault */
    Extent(Integer schemaId) {
        this.schemaId = schemaId;
    }

    /** Takes the next record; answers whether it belongs to the obstacle. */
    boolean takes(ConsumerRecord<byte[], byte[]> record) {
        if (records > 0 && (schemaId == null || !isOfSchema(record.value()))) {
            return false;
        }
        records++;
        to = record.offset() + 1;
        return true;
    }

    private boolean isOfSchema(byte[] value) {
        try {
            return value != null && WireFormat.schemaId(value) == schemaId;
        } catch (MalformedRecordException e) {
            return false;
        }
    }

    long records() {
        return records;
    }

    /** The offset behind the last record. */
    long to() {
        return to;
    }
}
