package io.tributary.connectors.archive;

import io.tributary.connectors.archive.format.FileFormat;
import io.tributary.schemas.archive.ManifestEntry;
import java.util.Map;
import java.util.Optional;

/** A complete file on the local disk, with the range that it is to be in the archive. */
final class ClosedFile {

    private final Spool spool;
    private final OffsetRange range;
    private final String key;
    private final String sha256;

    /**
     * Closes a spool.
     *
     * @param claim the claim that fixed the range, whose name for the file counts; empty if there is none yet
     */
    ClosedFile(Spool spool, OffsetRange range, ArchiveConfig config, Optional<ManifestEntry> claim) {
        spool.close();
        this.spool = spool;
        this.range = range;
        this.sha256 = spool.sha256();
        this.key = claim.map(ManifestEntry::file).orElseGet(() -> config.layout()
                .data(config.fileName().name(range, spool.firstTimestamp())
                        + spool.format().extension()));
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
                spool.minTimestamp(),
                spool.maxTimestamp(),
                key,
                format.container().label(),
                format.compression().label(),
                spool.bytes(),
                sha256,
                schemas);
    }
}
