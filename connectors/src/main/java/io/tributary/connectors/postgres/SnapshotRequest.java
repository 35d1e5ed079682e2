package io.tributary.connectors.postgres;

import io.debezium.document.Document;
import io.debezium.document.DocumentReader;
import io.debezium.document.DocumentWriter;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/**
 * A snapshot of one table that Tributary has asked for through the signal table: the data of the signal, in which
 * Debezium finds what it needs, and beside it, under {@value #OURS}, what only Tributary reads.
 *
 * @param kind how the table is read
 * @param collection the table as Debezium wants it: quoted for an incremental snapshot, else a regular expression
 * @param schema the table's schema
 * @param table its name
 * @param keyed whether its rows have a key, so that a row that is read twice is the same row
 * @param truncate whether a truncate of the table comes before its rows
 */
record SnapshotRequest(Kind kind, String collection, String schema, String table, boolean keyed, boolean truncate) {

    /** The type of the signal. */
    static final String SIGNAL_TYPE = "execute-snapshot";

    private static final String OURS = "tributary";

    enum Kind {
        /** In steps by primary key, between the changes; Debezium goes on with it after a restart. */
        INCREMENTAL,
        /** In one go, while no changes are read; after a restart Debezium knows nothing of it. */
        BLOCKING
    }

    /** What a signal asks for; empty if it is none of Tributary's. */
    static Optional<SnapshotRequest> parse(String data) {
        if (data == null || data.isBlank()) {
            return Optional.empty();
        }
        try {
            return of(DocumentReader.defaultReader().read(data));
        } catch (IOException e) {
            // Debezium passes over such a signal, too, and says so.
            return Optional.empty();
        }
    }

    static Optional<SnapshotRequest> of(Document data) {
        Document ours = data.getDocument(OURS);
        if (ours == null) {
            return Optional.empty();
        }
        return Optional.of(new SnapshotRequest(
                Kind.valueOf(data.getString("type").toUpperCase(Locale.ROOT)),
                data.getArray("data-collections").get(0).asString(),
                ours.getString("schema"),
                ours.getString("table"),
                ours.getBoolean("keyed"),
                ours.getBoolean("truncate")));
    }

    Document document() {
        Document data = Document.create("type", kind.name().toLowerCase(Locale.ROOT));
        data.setArray("data-collections", collection);
        data.setDocument(OURS, Document.create("schema", schema, "table", table, "keyed", keyed, "truncate", truncate));
        return data;
    }

    String json() {
        return text(document());
    }

    /**
     * The request for another attempt. Rows without a key would be there twice; those with a key need no truncate, and
     * without the lock of the first attempt it could take away a change that is still to come.
     */
    SnapshotRequest again() {
        return new SnapshotRequest(kind, collection, schema, table, keyed, !keyed);
    }

    boolean isOf(String otherSchema, String otherTable) {
        return schema.equals(otherSchema) && table.equals(otherTable);
    }

    static String text(Document document) {
        try {
            return DocumentWriter.defaultWriter().write(document);
        } catch (IOException e) {
            throw new IllegalStateException("A document of texts does not become JSON", e);
        }
    }
}
