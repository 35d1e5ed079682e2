package io.tributary.stack.source;

import io.tributary.schemas.naming.Topics;
import java.util.List;

/**
 * The names of what Tributary keeps in a source's database. All of them carry the source's name, so that two sources can
 * capture different tables of one database without reading each other's signals.
 */
public final class ControlObjects {

    private static final String PREFIX = "tributary_";

    private ControlObjects() {}

    /** The replication slot, which Debezium makes. */
    public static String slot(String source) {
        return PREFIX + source;
    }

    public static String publication(String source) {
        return PREFIX + source;
    }

    /** The table that is written to now and then, so that an idle database's slot moves on. */
    public static TableName heartbeat(String source) {
        return control("heartbeat", source);
    }

    /** The table through which Debezium is asked for snapshots. */
    public static TableName signal(String source) {
        return control("signal", source);
    }

    /** The table that remembers which tables have been given to a snapshot, and how they were; it is not published. */
    public static TableName captured(String source) {
        return control("captured", source);
    }

    private static TableName control(String kind, String source) {
        return new TableName(Topics.CONTROL_SCHEMA, kind + "_" + source);
    }

    /** The statement that Debezium runs at every heartbeat. */
    public static String beat(String source) {
        return "INSERT INTO " + heartbeat(source).sql() + " (id, beat_at) VALUES (1, now())"
                + " ON CONFLICT (id) DO UPDATE SET beat_at = now()";
    }

    static String createSchema() {
        return "CREATE SCHEMA " + SqlText.identifier(Topics.CONTROL_SCHEMA);
    }

    static String createHeartbeat(String source) {
        return "CREATE TABLE " + heartbeat(source).sql() + " (id int PRIMARY KEY, beat_at timestamptz NOT NULL)";
    }

    static String createSignal(String source) {
        return "CREATE TABLE " + signal(source).sql() + " (id text PRIMARY KEY, type text NOT NULL, data text)";
    }

    static String createCaptured(String source) {
        return "CREATE TABLE " + captured(source).sql()
                + " (table_oid oid, table_name text, captured_at timestamptz NOT NULL DEFAULT now(), shape text NOT NULL,"
                + " dates_checked boolean NOT NULL, gone boolean NOT NULL DEFAULT false,"
                + " PRIMARY KEY (table_oid, table_name))";
    }

    /**
     * The statement that makes the publication.
     *
     * @param generated whether stored generated columns can be published
     */
    static String createPublication(String source, List<TableName> tables, boolean generated) {
        return "CREATE PUBLICATION " + SqlText.identifier(publication(source)) + " FOR TABLE "
                + String.join(", ", tables.stream().map(TableName::sql).toList()) + " WITH ("
                + publicationOptions(generated) + ")";
    }

    static String publicationOptions(boolean generated) {
        return "publish = 'insert, update, delete, truncate', publish_via_partition_root = true"
                + (generated ? ", publish_generated_columns = stored" : "");
    }
}
