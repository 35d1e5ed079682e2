package io.tributary.connectors.files;

import java.util.Date;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Makes the records of {@code progress.<source>.<dataset>}: one when a listing found something to read or was not
 * possible, when a file is done or rejected, and now and then while one is read. The newest of each task says how far the task is; that a file is
 * done is committed with it, also for a file without records.
 */
final class ProgressRecords {

    static final String TOPIC_PREFIX = "progress.";
    static final String STATE = "state";
    static final String TASK = "task";
    static final String FILES_LISTED = "files_listed";
    static final String FILES_DONE = "files_done";
    static final String BYTES_LISTED = "bytes_listed";
    static final String BYTES_DONE = "bytes_done";
    static final String SIZE = "size";
    static final String MODIFIED = "modified";
    static final String TAG = "tag";
    static final String RECORDS = "records";
    static final String REJECTED = "rejected";
    static final String REASON = "reason";

    private static final Schema KEY = SchemaBuilder.struct()
            .name("io.tributary.files.ProgressKey")
            .field(TASK, Schema.INT32_SCHEMA)
            .field(RecordSchemas.FILE, Schema.OPTIONAL_STRING_SCHEMA)
            .build();

    private static final Schema VALUE = SchemaBuilder.struct()
            .name("io.tributary.files.Progress")
            .field(STATE, Schema.STRING_SCHEMA)
            .field(TASK, Schema.INT32_SCHEMA)
            .field(FILES_LISTED, Schema.INT64_SCHEMA)
            .field(FILES_DONE, Schema.INT64_SCHEMA)
            .field(BYTES_LISTED, Schema.INT64_SCHEMA)
            .field(BYTES_DONE, Schema.INT64_SCHEMA)
            .field(RecordSchemas.FILE, Schema.OPTIONAL_STRING_SCHEMA)
            .field(RecordSchemas.GENERATION, Schema.OPTIONAL_INT64_SCHEMA)
            .field(RecordSchemas.ORDERING, Schema.OPTIONAL_INT64_SCHEMA)
            .field(SIZE, Schema.OPTIONAL_INT64_SCHEMA)
            .field(MODIFIED, Schema.OPTIONAL_INT64_SCHEMA)
            .field(TAG, Schema.OPTIONAL_STRING_SCHEMA)
            .field(RECORDS, Schema.OPTIONAL_INT64_SCHEMA)
            .field(REJECTED, Schema.OPTIONAL_INT64_SCHEMA)
            .field(REASON, Schema.OPTIONAL_STRING_SCHEMA)
            .field("at", Timestamp.SCHEMA)
            .build();

    /**
     * What of all that is listed is read.
     *
     * @param filesDone also those that were rejected
     */
    record Totals(long filesListed, long filesDone, long bytesListed, long bytesDone) {}

    private final String topic;
    private final int task;

    ProgressRecords(FilesConfig config) {
        topic = TOPIC_PREFIX + config.getString(FilesConfig.SOURCE) + "." + config.getString(FilesConfig.DATASET);
        task = config.getInt(FilesConfig.TASK);
    }

    /** A listing found something, or is possible again. */
    SourceRecord listed(Map<String, String> partition, Totals totals, Date at) {
        return ofTask(partition, value("listed", totals, at));
    }

    /** A listing was not possible. */
    SourceRecord unlisted(Map<String, String> partition, Totals totals, String reason, Date at) {
        return ofTask(partition, value("unlisted", totals, at).put(REASON, reason));
    }

    private SourceRecord ofTask(Map<String, String> partition, Struct value) {
        Date at = (Date) value.get("at");
        return new SourceRecord(
                partition, Map.of("at", at.getTime()), topic, null, KEY, new Struct(KEY).put(TASK, task), VALUE, value);
    }

    /**
     * Where a file stands.
     *
     * @param reason why it was rejected; else null
     */
    SourceRecord file(Map<String, String> partition, FileOffset offset, Totals totals, String reason, Date at) {
        Struct value = value(offset.state().name().toLowerCase(java.util.Locale.ROOT), totals, at)
                .put(RecordSchemas.FILE, offset.content().path())
                .put(RecordSchemas.GENERATION, offset.generation())
                .put(RecordSchemas.ORDERING, offset.ordering())
                .put(SIZE, offset.content().size())
                .put(MODIFIED, offset.content().modified())
                .put(TAG, offset.content().tag())
                .put(RECORDS, offset.records())
                .put(REJECTED, offset.rejected())
                .put(REASON, reason);
        Struct key = new Struct(KEY)
                .put(TASK, task)
                .put(RecordSchemas.FILE, offset.content().path());
        return new SourceRecord(partition, offset.toMap(), topic, null, KEY, key, VALUE, value);
    }

    private Struct value(String state, Totals totals, Date at) {
        return new Struct(VALUE)
                .put(STATE, state)
                .put(TASK, task)
                .put(FILES_LISTED, totals.filesListed())
                .put(FILES_DONE, totals.filesDone())
                .put(BYTES_LISTED, totals.bytesListed())
                .put(BYTES_DONE, totals.bytesDone())
                .put("at", at);
    }
}
