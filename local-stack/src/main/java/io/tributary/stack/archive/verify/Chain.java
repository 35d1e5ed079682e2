package io.tributary.stack.archive.verify;

/**
 * The ranges of a partition under one topic id.
 *
 * @param prefix begin of all keys of the archive
 */
record Chain(String prefix, String topic, int partition, String topicId) {

    String manifest() {
        return folder("manifest/");
    }

    String claims() {
        return folder("claims/");
    }

    private String folder(String kind) {
        return prefix + kind + topic + "/" + partition + "/" + topicId + "/";
    }

    @Override
    public String toString() {
        return topic + " partition " + partition + " (topic id " + topicId + ")";
    }
}
