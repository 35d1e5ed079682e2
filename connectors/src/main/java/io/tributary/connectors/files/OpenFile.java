package io.tributary.connectors.files;

import io.tributary.connectors.files.format.Parsed;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;

/** The file that is being read: hands out records, each with the offset behind it. */
final class OpenFile implements AutoCloseable {

    private final FileReading reading;
    private final RowRecords rows;
    private final DeadLetters deadLetters;
    private final Map<String, String> partition;
    private FileOffset offset;
    private boolean ended;

    OpenFile(
            FileReading reading,
            RowRecords rows,
            DeadLetters deadLetters,
            Map<String, String> partition,
            FileOffset offset) {
        this.reading = reading;
        this.rows = rows;
        this.deadLetters = deadLetters;
        this.partition = partition;
        this.offset = offset;
    }

    /**
     * Adds records to a batch until it is full or the file ends.
     *
     * @throws IOException what broke the reading off; the records before are in the batch
     */
    void read(List<SourceRecord> batch, int maxRecords) throws IOException {
        while (batch.size() < maxRecords) {
            FileReading.Found found = reading.next();
            if (found == null) {
                ended = true;
                return;
            }
            if (found.parsed() instanceof Parsed.Broken broken) {
                FileOffset after = offset.afterRejected(found.entryIndex(), found.record());
                batch.add(deadLetters.ofRecord(partition, found, broken, after));
                offset = after;
            } else if (found.parsed() instanceof Parsed.Row row) {
                FileOffset after = offset.afterRow(found.entryIndex(), found.record());
                batch.add(rows.of(found, row, after));
                offset = after;
            }
        }
    }

    /** The end of the file as far as its content is to blame. */
    List<SourceRecord> reject(FileRule rule, Exception failure) {
        offset = offset.in(FileOffset.State.REJECTED);
        return new ArrayList<>(List.of(deadLetters.ofFile(partition, rule, failure, offset)));
    }

    /** The file is read completely. */
    void finish() {
        offset = offset.in(FileOffset.State.DONE);
    }

    boolean hasEnded() {
        return ended;
    }

    FileOffset offset() {
        return offset;
    }

    Map<String, String> partition() {
        return partition;
    }

    long bytesRead() {
        return reading.bytesRead();
    }

    RecordSchemas schemas() {
        return rows.schemas();
    }

    @Override
    public void close() throws IOException {
        reading.close();
    }
}
