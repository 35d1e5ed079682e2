package io.tributary.connectors.files;

import java.util.Map;

/** Connect's source partition of a file: offsets of the files are independent of each other and of the tasks' number. */
final class FilePartition {

    static final String SOURCE = "source";
    static final String DATASET = "dataset";
    static final String FILE = "file";

    private FilePartition() {}

    static Map<String, String> of(FilesConfig config, String path) {
        return Map.of(
                SOURCE,
                config.getString(FilesConfig.SOURCE),
                DATASET,
                config.getString(FilesConfig.DATASET),
                FILE,
                path);
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
