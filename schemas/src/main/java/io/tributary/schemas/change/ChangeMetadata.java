package io.tributary.schemas.change;

import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;

/**
 * What every clean record says of its origin, in its last field {@value #FIELD}.
 *
 * @param op what happened to the row
 * @param sourceTsMicros commit time of the change at the source, microseconds since 1970-01-01 UTC
 * @param ordering of two changes of one key the one with the higher value is newer
 * @param lsn Postgres log sequence number of the change; null if the source has none
 * @param txId transaction id at the source; null if the source has none
 * @param rawTopic topic of the raw record
 * @param rawPartition partition of the raw record
 * @param rawOffset offset of the raw record
 * @param contractVersion version of the contract that was applied; null without a contract
 */
public record ChangeMetadata(
        Operation op,
        long sourceTsMicros,
        long ordering,
        Long lsn,
        Long txId,
        String rawTopic,
        int rawPartition,
        long rawOffset,
        String contractVersion) {

    public static final String FIELD = "_meta";
    public static final String OP = "op";
    public static final String SOURCE_TS = "source_ts";
    public static final String ORDERING = "ordering";
    public static final String LSN = "lsn";
    public static final String TX_ID = "tx_id";
    public static final String RAW_TOPIC = "raw_topic";
    public static final String RAW_PARTITION = "raw_partition";
    public static final String RAW_OFFSET = "raw_offset";
    public static final String CONTRACT_VERSION = "contract_version";

    public static final Schema SCHEMA = SchemaBuilder.record("ChangeMetadata")
            .namespace("io.tributary")
            .fields()
            .requiredString(OP)
            .name(SOURCE_TS)
            .type(LogicalTypes.timestampMicros().addToSchema(Schema.create(Schema.Type.LONG)))
            .noDefault()
            .requiredLong(ORDERING)
            .optionalLong(LSN)
            .optionalLong(TX_ID)
            .requiredString(RAW_TOPIC)
            .requiredInt(RAW_PARTITION)
            .requiredLong(RAW_OFFSET)
            .optionalString(CONTRACT_VERSION)
            .endRecord();

    public GenericRecord toAvro() {
        return new GenericRecordBuilder(SCHEMA)
                .set(OP, op.code())
                .set(SOURCE_TS, sourceTsMicros)
                .set(ORDERING, ordering)
                .set(LSN, lsn)
                .set(TX_ID, txId)
                .set(RAW_TOPIC, rawTopic)
                .set(RAW_PARTITION, rawPartition)
                .set(RAW_OFFSET, rawOffset)
                .set(CONTRACT_VERSION, contractVersion)
                .build();
    }
}
