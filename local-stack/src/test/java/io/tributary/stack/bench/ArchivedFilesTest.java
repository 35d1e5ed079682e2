package io.tributary.stack.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.stack.layout.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchivedFilesTest {

    @TempDir
    private Path manifest;

    @Test
    void theRateIsThatOfWhatCameAfterTheFirstFile() throws IOException {
        list("a", 1_000, 64, 10_000);
        list("b", 3_000, 65, 12_000);
        list("c", 1_000, 60, 14_000);

        ArchivedFiles files = ArchivedFiles.in(manifest);

        assertThat(files.records()).isEqualTo(5_000);
        assertThat(files.recordsPerSecond()).isEqualTo(1_000);
        assertThat(files.sizes()).containsExactly(60L, 64L, 65L);
    }

    @Test
    void whatFillsNoFileIsNotWaitedFor() throws IOException {
        list("a", 1_000, 64, 10_000);

        ArchivedFiles files = ArchivedFiles.in(manifest);

        assertThat(files.isComplete(1_999)).isTrue();
        assertThat(files.isComplete(2_000)).isFalse();
    }

    @Test
    void oneFileTellsNoRate() throws IOException {
        list("a", 1_000, 64, 10_000);

        assertThatThrownBy(() -> ArchivedFiles.in(manifest).recordsPerSecond())
                .isInstanceOf(StackException.class)
                .hasMessageContaining("at least two files");
    }

    @Test
    void beforeTheFirstFileThereIsNothing() {
        assertThat(ArchivedFiles.in(manifest.resolve("none")).isComplete(1)).isFalse();
    }

    private void list(String name, long records, long bytes, long at) throws IOException {
        Path file = Files.writeString(
                manifest.resolve(name + ".json"), "{\"record_count\":" + records + ",\"bytes\":" + bytes + "}");
        Files.setLastModifiedTime(file, FileTime.fromMillis(at));
    }
}
