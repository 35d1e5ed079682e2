package io.tributary.stack.replay.clean;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.tributary.schemas.registry.InMemorySchemaRegistry;
import io.tributary.schemas.wire.AvroCodec;
import io.tributary.stack.archive.reading.StoredRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** A raw topic of one partition in memory: changes of a table as Debezium tells them. */
final class RawRecords implements RawHistory {

    private static final Schema SOURCE = SchemaBuilder.record("Source")
            .fields()
            .optionalLong("lsn")
            .optionalString("sequence")
            .endRecord();
    private static final Schema ENVELOPE = SchemaBuilder.record("Envelope")
            .fields()
            .requiredString("op")
            .name("source")
            .type(SOURCE)
            .noDefault()
            .endRecord();

    final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
    private final AvroCodec codec = new AvroCodec(registry);
    final List<StoredRecord> records = new ArrayList<>();

    /** Appends a change at a time that is its offset in seconds. */
    RawRecords change(String op, long lsn, String key) {
        return add(op, lsn, null, key);
    }

    /** Appends a row of an incremental snapshot. */
    RawRecords snapshotRow(String sequence, String key) {
        return add("r", null, sequence, key);
    }

    private RawRecords add(String op, Long lsn, String sequence, String key) {
        GenericRecord envelope = new GenericRecordBuilder(ENVELOPE)
                .set("op", op)
                .set(
                        "source",
                        new GenericRecordBuilder(SOURCE)
                                .set("lsn", lsn)
                                .set("sequence", sequence)
                                .build())
                .build();
        return add(key, codec.encode("value", envelope));
    }

    RawRecords add(String key, byte[] value) {
        long offset = records.size();
        records.add(new StoredRecord(
                offset, 1_000 * offset, key == null ? null : key.getBytes(US_ASCII), value, new RecordHeaders()));
        return this;
    }

    /** Puts a header on the last record. */
    RawRecords with(String header, String value) {
        records.get(records.size() - 1).headers().add(header, value.getBytes(US_ASCII));
        return this;
    }

    StoredRecord at(int offset) {
        return records.get(offset);
    }

    @Override
    public long earliest(int partition) {
        return 0;
    }

    @Override
    public void read(int partition, long from, long to, Consumer<StoredRecord> reader) {
        records.subList((int) from, (int) to).forEach(reader);
    }
}
