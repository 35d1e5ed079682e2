package io.tributary.connectors.files;

import java.util.Map;
import java.util.TreeMap;

/** Connect's source partition of a file: offsets of the files are independent of each other and of the tasks' number. */
final class FilePartition {

    static final String SOURCE = "source";
    static final String DATASET = "dataset";
    static final String FILE = "file";

    private FilePartition() {}

    /**
     * The partition of a file, in an order that is always the same: Connect finds an offset by the bytes of the partition's
     * JSON, and a map without order is another text in every JVM.
     */
    static Map<String, String> of(FilesConfig config, String path) {
        return new TreeMap<>(Map.of(
                SOURCE,
                config.getString(FilesConfig.SOURCE),
                DATASET,
                config.getString(FilesConfig.DATASET),
                FILE,
                path));
    }

    /** Whether a map is one of these. */
    static boolean isValid(Map<String, ?> partition) {
        return partition != null
                && partition.size() == 3
                && partition.get(SOURCE) instanceof String
                && partition.get(DATASET) instanceof String
                && partition.get(FILE) instanceof String;
    }
}
