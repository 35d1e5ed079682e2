package io.tributary.connectors.postgres;

import io.debezium.data.Envelope;
import io.debezium.relational.TableId;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.kafka.connect.source.SourceRecord;

/** A first snapshot that begins again, and the truncates that take away what was read before. */
final class SnapshotRestart {

    private final List<Pattern> tables;
    private final long position;

    /**
     * A restart.
     *
     * @param tables regular expressions of the tables that the snapshot reads, each {@code schema.table}, in any case
     * @param position in the log, after the snapshots before and before the one that begins
     */
    SnapshotRestart(List<String> tables, long position) {
        this.tables = tables.stream()
                .map(table -> Pattern.compile(table.strip(), Pattern.CASE_INSENSITIVE))
                .toList();
        this.position = position;
    }

    /** Whether the snapshot reads a table. */
    boolean reads(TableId table) {
        String name = table.schema() + "." + table.table();
        return tables.stream().anyMatch(pattern -> pattern.matcher(name).matches());
    }

    /**
     * The truncate of a table.
     *
     * @param envelope of the table's changes
     * @param next the record before which it comes
     */
    SourceRecord truncate(TableId table, String topic, Envelope envelope, SourceRecord next) {
        return TruncateRecord.of(table, topic, envelope, position, next);
    }
}
