package io.tributary.connectors.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FilePartitionTest {

    /** A map without order would pass in one JVM of six. */
    @Test
    void isTheSameTextInEveryJvm() {
        FilesConfig config =
                new FilesConfig(Map.of("source", "jobs", "dataset", "movements", "files.url", "file:///nowhere"));

        Map<String, String> partition = FilePartition.of(config, "a.csv");

        assertThat(List.copyOf(partition.entrySet()))
                .containsExactly(
                        Map.entry("dataset", "movements"), Map.entry("file", "a.csv"), Map.entry("source", "jobs"));
    }
}
