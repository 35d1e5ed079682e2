package io.tributary.connectors.archive;

import io.tributary.connectors.archive.format.FileFormat;
import io.tributary.schemas.archive.ManifestEntry;
import java.util.Map;
import java.util.Optional;

/** A complete file on the local disk, with the range that it is to be in the archive. */
final class ClosedFile {

    private final Spool spool;
    private final String sha256;
    private final OffsetRange range;
    private final long droppedBefore;
    private final ArchiveConfig config;
    private final Optional<ManifestEntry> claim;

    private ClosedFile(
            Spool spool,
            String sha256,
            OffsetRange range,
            long droppedBefore,
            ArchiveConfig config,
            Optional<ManifestEntry> claim) {
        this.spool = spool;
        this.sha256 = sha256;
        this.range = range;
        this.droppedBefore = droppedBefore;
        this.config = config;
        this.claim = claim;
    }

    /**
     * Closes a spool.
     *
     * @param droppedBefore the first offset that Kafka had when the range was begun to be read
     * @param claim the claim that fixed the range, whose name for the file counts; empty if there is none yet
     */
    static ClosedFile of(
            Spool spool, OffsetRange range, long droppedBefore, ArchiveConfig config, Optional<ManifestEntry> claim) {
        spool.close();
        return new ClosedFile(spool, spool.sha256(), range, droppedBefore, config, claim);
    }

    /** Whether its range was fixed by a claim before it was written. */
    boolean isClaimed() {
        return claim.isPresent();
    }

    /** The same file for a longer range; not for one that is claimed. */
    ClosedFile upTo(long last) {
        OffsetRange longer = new OffsetRange(range.partition(), range.first(), last);
        return new ClosedFile(spool, sha256, longer, droppedBefore, config, claim);
    }

    long next() {
        return range.next();
    }

    /** Brings the schemas and then the file into the bucket; as {@link Archive#add}. */
    boolean add(Archive archive, SchemaArchive schemas) {
        return archive.add(entry(schemas.archive(spool.schemaIds())), spool.path());
    }

    void delete() {
        spool.delete();
    }

    private String key() {
        return claim.map(ManifestEntry::file).orElseGet(() -> config.layout()
                .data(config.fileName().name(range, spool.firstTimestamp())
                        + spool.format().extension()));
    }

    private ManifestEntry entry(Map<String, String> schemas) {
        FileFormat format = spool.format();
        return new ManifestEntry(
                range.partition().topic(),
                range.partition().topicId().toString(),
                range.partition().partition(),
                range.first(),
                range.last(),
                range.next(),
                spool.records(),
                spool.firstRecordOffset(),
                droppedBefore > range.first() ? Math.min(droppedBefore, range.next()) : null,
                spool.minTimestamp(),
                spool.maxTimestamp(),
                key(),
                format.container().label(),
                format.compression().label(),
                spool.bytes(),
                sha256,
                schemas);
    }
}
