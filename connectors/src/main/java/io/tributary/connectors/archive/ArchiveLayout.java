package io.tributary.connectors.archive;

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
    String claim(String topic, int partition, long first) {
        return prefix + "claims/" + topic + "/" + partition + "/" + OffsetRange.padded(first) + ".json";
    }

    String manifests(String topic, int partition) {
        return prefix + "manifest/" + topic + "/" + partition + "/";
    }

    String manifest(ManifestEntry entry) {
        return manifests(entry.topic(), entry.partition()) + OffsetRange.padded(entry.firstOffset()) + "-"
                + OffsetRange.padded(entry.lastOffset()) + ".json";
    }

    /** The end of the range that the key of a manifest entry names. */
    static long lastOffset(String manifestKey) {
        int end = manifestKey.length() - ".json".length();
        return Long.parseLong(manifestKey.substring(manifestKey.lastIndexOf('-') + 1, end));
    }
}
