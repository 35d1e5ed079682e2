package io.tributary.connectors.archive;

import io.tributary.connectors.archive.format.ArchivedRecord;
import io.tributary.connectors.archive.format.FileFormat;
import io.tributary.schemas.archive.ManifestEntry;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One partition on its way into the archive: the file that grows, and those that wait to be uploaded. A topic that is
 * made again under its name is another one, and has a chain of ranges of its own.
 */
final class PartitionArchive {

    private static final Logger LOG = LoggerFactory.getLogger(PartitionArchive.class);

    private final TopicPartition partition;
    private final ArchiveConfig config;
    private final RawLog log;
    private final Deque<ClosedFile> waiting = new ArrayDeque<>();
    private final Trouble trouble = new Trouble();
    private Optional<ManifestEntry> claim = Optional.empty();
    private OptionalLong jump = OptionalLong.empty();
    private TopicIdPartition identified;
    private Spool open;
    private boolean ended;
    private boolean missing;
    private boolean begun;
    private long archived;
    private long rangeBegin;
    private long expected;
    private long quietSince;
    /** The first offset that Kafka had left when it had dropped some unread. */
    private long droppedBefore;

    PartitionArchive(TopicPartition partition, ArchiveConfig config, RawLog log) {
        this.partition = partition;
        this.config = config;
        this.log = log;
    }

    /** Whether it is known where to go on; before that, records are none of its business. */
    boolean begun() {
        return begun;
    }

    /** Whether {@link #advance} has something to do, for which the topic's id must be known. */
    boolean wantsToAdvance() {
        return !waiting.isEmpty() || jump.isPresent() || !begun && !missing && !trouble.isThere();
    }

    /** Takes a record in. */
    void append(ArchivedRecord record, long now) {
        if (jump.isPresent()) {
            return;
        }
        if (record.offset() < expected) {
            // Made again, or cut off: the id says which, and what was taken in so far is from before.
            jump = OptionalLong.of(record.offset());
            return;
        }
        if (claim.isPresent() && record.offset() > claim.get().lastOffset()) {
            // The claimed range ends in offsets that are no records, or that Kafka has no more.
            seal(claim.get().lastOffset(), now);
        }
        spool(now).write(record);
        expected = record.offset() + 1;
        quietSince = now;
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

    /** Whether records were taken in that are not in the archive yet. */
    boolean hasUnsaved() {
        return open != null || !waiting.isEmpty();
    }

    /**
     * Uploads what waits, and goes on where the bucket says if it has not begun, if another writer was here, or if the
     * topic is another one now.
     *
     * @param topicId the id that the topic has now; empty if it is not there
     * @return the offset from which records are wanted, if that is not where they come from
     */
    OptionalLong advance(Optional<Uuid> topicId, Archive archive, SchemaArchive schemas, long now) {
        boolean another = begun && !topicId.equals(Optional.of(identified.topicId()));
        boolean passed = false;
        if (another) {
            endTopic(topicId, now);
        } else if (begun && jump.isEmpty()) {
            passed = passMarkers(now);
        }
        upload(archive, schemas);
        if (another) {
            drop();
        } else if (begun && jump.isPresent()) {
            stop(jump.getAsLong());
        }
        missing = topicId.isEmpty();
        if (missing || isStoppedAt(topicId.get())) {
            return OptionalLong.empty();
        }
        if (begun) {
            return passed ? OptionalLong.of(expected) : OptionalLong.empty();
        }
        return OptionalLong.of(begin(topicId.get(), archive, now));
    }

    /**
     * Lets the archive end where the log does, behind the markers of transactions there. Kafka drops them with the last
     * records, and nobody could tell then that no more was missing.
     *
     * @return whether there were any
     */
    private boolean passMarkers(long now) {
        if (claim.isPresent()) {
            long last = claim.get().lastOffset();
            if (log.passMarkers(partition, expected) <= last) {
                return false;
            }
            seal(last, now);
            expected = rangeBegin;
            return true;
        }
        boolean due = waiting.isEmpty()
                ? now - quietSince >= config.rotateIntervalMs()
                : !waiting.getLast().isClaimed();
        if (open != null || !due) {
            return false;
        }
        quietSince = now;
        long end = log.passMarkers(partition, expected);
        if (end == expected) {
            return false;
        }
        if (waiting.isEmpty()) {
            seal(end - 1, now);
        } else {
            waiting.add(waiting.removeLast().upTo(end - 1));
            rangeBegin = end;
        }
        expected = end;
        return true;
    }

    /** The first offset that was not in the archive when it was looked at last; empty if it never was. */
    OptionalLong archived() {
        return identified == null ? OptionalLong.empty() : OptionalLong.of(archived);
    }

    /** Why it has stopped though others go on. */
    Trouble trouble() {
        return trouble;
    }

    /** Forgets what is not in the archive; Kafka has it. */
    void drop() {
        if (open != null) {
            open.delete();
            open = null;
        }
        waiting.forEach(ClosedFile::delete);
        waiting.clear();
        claim = Optional.empty();
        jump = OptionalLong.empty();
        ended = false;
        begun = false;
    }

    private long begin(Uuid topicId, Archive archive, long now) {
        drop();
        TopicIdPartition topic = new TopicIdPartition(topicId, partition);
        Archive.Continuation continuation = archive.continuation(topic);
        identified = topic;
        trouble.isOver();
        claim = continuation.claim();
        archived = continuation.next();
        rangeBegin = archived;
        expected = archived;
        quietSince = now;
        droppedBefore = 0;
        lookForDropped(now);
        begun = true;
        return archived;
    }

    /**
     * Notes what Kafka dropped while it was not read. To be asked when it was not read for long, before records are taken
     * in that may come from behind that.
     */
    void lookForDropped(long now) {
        long left = log.begin(partition);
        if (left <= expected || claim.isPresent() && open != null) {
            return;
        }
        LOG.error(
                "Kafka has dropped the offsets {} to {} of {} before they were archived",
                expected,
                left - 1,
                partition);
        if (open != null) {
            seal(expected - 1, now);
        }
        droppedBefore = left;
    }

    /** Saves what Kafka does not have any more, if it is sure to be of the topic that ended. */
    private void endTopic(Optional<Uuid> successor, long now) {
        if (ended) {
            return;
        }
        ended = true;
        boolean sure = successor.isEmpty() || jump.isPresent();
        if (open != null && sure) {
            seal(claim.map(ManifestEntry::lastOffset).orElse(expected - 1), now);
        } else if (hasUnsaved() && !sure) {
            LOG.warn(
                    "{} was made again while it was read; what was read since offset {} is dropped, since it may be"
                            + " of either topic",
                    partition,
                    archived);
            drop();
        }
    }

    private void stop(long offset) {
        drop();
        String message = "Topic " + partition.topic() + " partition " + partition.partition()
                + " goes on at offset " + offset + ", but the archive holds what came before offset " + expected
                + " under the same topic id " + identified.topicId() + ": Kafka has lost records. Move the folders "
                + identified.topicId() + " of this partition in the archive away, and restart the connector";
        LOG.error("{}", message);
        trouble.is(message, System.currentTimeMillis());
    }

    private boolean isStoppedAt(Uuid topicId) {
        return trouble.isThere() && identified.topicId().equals(topicId);
    }

    /** If another writer was here, all is dropped, and it must begin again. */
    private void upload(Archive archive, SchemaArchive schemas) {
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

    private Spool spool(long now) {
        if (open == null) {
            FileFormat format = claim.map(entry -> FileFormat.of(entry.format(), entry.compression()))
                    .orElse(config.format());
            open = new Spool(config.spoolFolder(), format, now);
        }
        return open;
    }

    private void seal(long last, long now) {
        OffsetRange range = new OffsetRange(identified, rangeBegin, last);
        waiting.add(ClosedFile.of(spool(now), range, droppedBefore, config, claim));
        open = null;
        claim = Optional.empty();
        rangeBegin = range.next();
    }
}
