package io.tributary.connectors.files;

import io.tributary.connectors.files.format.Parsed;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/** Makes Connect records of one file's rows. */
final class RowRecords {

    private final String topic;
    private final List<String> keyColumns;
    private final Map<String, String> partition;
    private final String period;
    private final Date modified;
    private final Date readAt;
    private RecordSchemas schemas;

    /**
     * Takes what all records of the file share.
     *
     * @param period null if the path has none
     * @param modified null if the store has no exact time
     * @param schemas those of the file before, to be used again if they fit; may be null
     */
    RowRecords(
            FilesConfig config,
            Map<String, String> partition,
            String period,
            Long modified,
            Date readAt,
            RecordSchemas schemas) {
        topic = config.rawTopic();
        keyColumns = config.getList(FilesConfig.KEY_COLUMNS);
        this.partition = partition;
        this.period = period;
        this.modified = modified == null ? null : new Date(modified);
        this.readAt = readAt;
        this.schemas = schemas;
    }

    RecordSchemas schemas() {
        return schemas;
    }

    SourceRecord of(FileReading.Found found, Parsed.Row row, FileOffset after) throws MissingKeyException {
        if (schemas == null || !schemas.isOf(found.columns())) {
            schemas = new RecordSchemas(topic, found.columns(), keyColumns);
        }
        Struct value = new Struct(schemas.value());
        List<Field> fields = schemas.value().fields();
        for (int i = 0; i < row.values().length; i++) {
            value.put(fields.get(i), row.values()[i]);
        }
        value.put(RecordSchemas.META, origin(found, after));
        return new SourceRecord(
                partition, after.toMap(), topic, null, schemas.key(), key(found, row), schemas.value(), value);
    }

    private Struct origin(FileReading.Found found, FileOffset after) {
        return new Struct(RecordSchemas.ORIGIN)
                .put(RecordSchemas.FILE, after.content().path())
                .put(RecordSchemas.ENTRY, entry(found))
                .put(RecordSchemas.LINE, found.parsed().line())
                .put(RecordSchemas.RECORD, found.record())
                .put(RecordSchemas.GENERATION, after.generation())
                .put(RecordSchemas.ORDERING, after.ordering())
                .put(RecordSchemas.PERIOD, period)
                .put(RecordSchemas.MODIFIED, modified)
                .put(RecordSchemas.READ_AT, readAt);
    }

    private Struct key(FileReading.Found found, Parsed.Row row) {
        int[] indexes = schemas.keyIndexes();
        if (indexes.length == 0) {
            return place(partition.get(FilePartition.FILE), found);
        }
        Schema schema = schemas.key();
        Struct key = new Struct(schema);
        for (int i = 0; i < indexes.length; i++) {
            key.put(schema.fields().get(i), row.values()[indexes[i]]);
        }
        return key;
    }

    static Struct place(String file, FileReading.Found found) {
        return new Struct(RecordSchemas.PLACE)
                .put(RecordSchemas.FILE, file)
                .put(RecordSchemas.ENTRY, entry(found))
                .put(RecordSchemas.LINE, found.parsed().line());
    }

    private static String entry(FileReading.Found found) {
        return found.entry().isEmpty() ? null : found.entry();
    }
}
