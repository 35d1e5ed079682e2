package io.tributary.connectors.archive;

import io.tributary.schemas.archive.ManifestEntry;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/** Where things are in the bucket; docs/archive.md describes it to readers. */
final class ArchiveLayout {

    private final String prefix;

    /**
     * A layout.
     *
     * @param prefix begin of all keys; empty or with a slash at its end
     */
    ArchiveLayout(String prefix) {
        this.prefix = prefix;
    }

    String data(String name) {
        return prefix + "data/" + name;
    }

    String schema(int id, String fingerprint) {
        return prefix + "schemas/" + id + "-" + fingerprint + ".avsc";
    }

    /** A claim's key has the begin only: of all that want to write a range from there, one gets it. */
    String claim(TopicIdPartition partition, long first) {
        return folder("claims/", partition) + OffsetRange.padded(first) + ".json";
    }

    String manifests(TopicIdPartition partition) {
        return folder("manifest/", partition);
    }

    String manifest(ManifestEntry entry) {
        return manifests(partition(entry)) + OffsetRange.padded(entry.firstOffset()) + "-"
                + OffsetRange.padded(entry.lastOffset()) + ".json";
    }

    private String folder(String kind, TopicIdPartition partition) {
        return prefix + kind + partition.topic() + "/" + partition.partition() + "/" + partition.topicId() + "/";
    }

    /** Whose entry it is. */
    static TopicIdPartition partition(ManifestEntry entry) {
        return new TopicIdPartition(
                Uuid.fromString(entry.topicId()), new TopicPartition(entry.topic(), entry.partition()));
    }

    /** The end of the range that the key of a manifest entry names. */
    static long lastOffset(String manifestKey) {
        int end = manifestKey.length() - ".json".length();
        return Long.parseLong(manifestKey.substring(manifestKey.lastIndexOf('-') + 1, end));
    }
}
