package io.tributary.connectors.archive;

import io.tributary.connectors.archive.format.ArchivedRecord;
import io.tributary.connectors.archive.format.FileFormat;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;

/** One partition on its way into the archive: the file that grows, and those that wait to be uploaded. */
final class PartitionArchive {

    private final TopicPartition partition;
    private final ArchiveConfig config;
    private final Deque<ClosedFile> waiting = new ArrayDeque<>();
    private Optional<ManifestEntry> claim = Optional.empty();
    private Spool open;
    private boolean begun;
    private long archived;
    private long rangeBegin;
    private long expected;

    PartitionArchive(TopicPartition partition, ArchiveConfig config) {
        this.partition = partition;
        this.config = config;
    }

    /** Whether it is known where to go on. */
    boolean begun() {
        return begun;
    }

    /** Goes on where the bucket says; answers the offset from which records are wanted. */
    long begin(Archive archive) {
        drop();
        Archive.Continuation continuation = archive.continuation(partition.topic(), partition.partition());
        claim = continuation.claim();
        archived = continuation.next();
        rangeBegin = archived;
        expected = archived;
        begun = true;
        return archived;
    }

    /**
     * Takes a record in.
     *
     * @param now milliseconds in the sense of {@link Spool#openedAt}
     */
    void append(ArchivedRecord record, long now) {
        if (record.offset() < expected) {
            throw new ConnectException("Topic " + partition.topic() + " partition " + partition.partition()
                    + " goes on at offset " + record.offset() + ", but the archive holds what came before offset "
                    + expected + ": the topic was deleted and made again, or lost records. Archive it under another"
                    + " s3.prefix, or move the archive of the topic away");
        }
        if (claim.isPresent() && record.offset() > claim.get().lastOffset()) {
            // The claimed range ends in offsets that are no records, or that Kafka has no more.
            seal(claim.get().lastOffset(), now);
        }
        spool(now).write(record);
        expected = record.offset() + 1;
        boolean full = claim.isPresent()
                ? record.offset() == claim.get().lastOffset()
                : open.records() >= config.flushSize() || open.bytes() >= config.flushBytes();
        if (full) {
            seal(record.offset(), now);
        }
    }

    /** Ends the growing file if it is old enough. A claimed range is not over before its end. */
    void sealIfOld(long now) {
        if (claim.isEmpty() && open != null && now - open.openedAt() >= config.rotateIntervalMs()) {
            seal(expected - 1, now);
        }
    }

    /** When the growing file is old enough; empty if none grows. */
    OptionalLong dueAt() {
        return claim.isPresent() || open == null
                ? OptionalLong.empty()
                : OptionalLong.of(open.openedAt() + config.rotateIntervalMs());
    }

    boolean hasWaiting() {
        return !waiting.isEmpty();
    }

    /** Uploads what waits. If another writer was here, all is dropped, and it must begin again. */
    void upload(Archive archive, SchemaArchive schemas) {
        while (!waiting.isEmpty()) {
            ClosedFile file = waiting.peek();
            if (!file.add(archive, schemas)) {
                drop();
                return;
            }
            archived = file.next();
            waiting.remove().delete();
        }
    }

    /** The first offset that is not in the archive. */
    long archived() {
        return archived;
    }

    /** Forgets what is not in the archive; Kafka has it. */
    void drop() {
        if (open != null) {
            open.delete();
            open = null;
        }
        waiting.forEach(ClosedFile::delete);
        waiting.clear();
        begun = false;
    }

    private Spool spool(long now) {
        if (open == null) {
            FileFormat format = claim.map(entry -> FileFormat.of(entry.format(), entry.compression()))
                    .orElse(config.format());
            open = new Spool(config.spoolFolder(), format, now);
        }
        return open;
    }

    private void seal(long last, long now) {
        OffsetRange range = new OffsetRange(partition.topic(), partition.partition(), rangeBegin, last);
        waiting.add(new ClosedFile(spool(now), range, config, claim));
        open = null;
        claim = Optional.empty();
        rangeBegin = range.next();
    }
}
