package io.tributary.connectors.tmdb;

import io.tributary.schemas.naming.Topics;
import java.util.Date;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.source.SourceRecord;

/** Makes the records: an entry as TMDB answered, that it is gone, and the end of a poll. */
final class EntryRecords {

    static final String SOURCE = "source";
    static final String KIND = "kind";
    static final String ID = "id";
    static final String HASH = "hash";
    static final String SINCE = "since";
    static final String GONE = "gone";
    static final String POLL = "poll";

    private static final Schema KEY = SchemaBuilder.struct()
            .name("io.tributary.tmdb.Key")
            .field(ID, Schema.INT64_SCHEMA)
            .build();

    private static final Schema ORIGIN = SchemaBuilder.struct()
            .name("io.tributary.tmdb.Origin")
            .field("event", Schema.STRING_SCHEMA)
            .field("request", Schema.STRING_SCHEMA)
            .field("polled_at", Timestamp.SCHEMA)
            .field("ordering", Schema.INT64_SCHEMA)
            .build();

    private static final Schema VALUE = SchemaBuilder.struct()
            .name("io.tributary.tmdb.Entry")
            .field(ID, Schema.INT64_SCHEMA)
            .field("json", Schema.OPTIONAL_STRING_SCHEMA)
            .field("_meta", ORIGIN)
            .build();

    private static final Schema POLL_VALUE = SchemaBuilder.struct()
            .name("io.tributary.tmdb.Poll")
            .field("requests", Schema.INT64_SCHEMA)
            .field("emitted", Schema.INT64_SCHEMA)
            .field("failed", Schema.INT64_SCHEMA)
            .field("at", Timestamp.SCHEMA)
            .build();

    private final String source;

    EntryRecords(String source) {
        this.source = source;
    }

    /** Connect's source partition of an entry. */
    Map<String, String> partition(Lookup.Entry entry) {
        return partition(entry.kind().dataset(), Long.toString(entry.id()));
    }

    /** Connect's source partition of the polls themselves. */
    Map<String, String> pollPartition() {
        return partition(POLL, "");
    }

    /** In order: Connect finds an offset by the bytes of the partition's JSON, which must be the same in every JVM. */
    private Map<String, String> partition(String kind, String id) {
        return new TreeMap<>(Map.of(SOURCE, source, KIND, kind, ID, id));
    }

    /**
     * An entry.
     *
     * @param json as TMDB sent it; null if the entry is gone
     * @param hash the fingerprint, or {@value #GONE}
     */
    SourceRecord entry(Lookup.Entry entry, String request, String json, String hash, long polledAt) {
        Struct origin = new Struct(ORIGIN)
                .put("event", json == null ? GONE : "seen")
                .put("request", request)
                .put("polled_at", new Date(polledAt))
                .put("ordering", polledAt);
        Struct value = new Struct(VALUE).put(ID, entry.id()).put("json", json).put("_meta", origin);
        return new SourceRecord(
                partition(entry),
                Map.of(HASH, hash),
                Topics.RAW_PREFIX + source + "." + entry.kind().dataset(),
                null,
                KEY,
                new Struct(KEY).put(ID, entry.id()),
                VALUE,
                value);
    }

    /**
     * The end of a poll.
     *
     * @param since the day from which on the next poll asks for changes, days since 1970-01-01 UTC
     */
    SourceRecord poll(long requests, long emitted, long failed, long since, long at) {
        Struct value = new Struct(POLL_VALUE)
                .put("requests", requests)
                .put("emitted", emitted)
                .put("failed", failed)
                .put("at", new Date(at));
        return new SourceRecord(
                pollPartition(), Map.of(SINCE, since), "progress." + source + "." + POLL, POLL_VALUE, value);
    }
}
