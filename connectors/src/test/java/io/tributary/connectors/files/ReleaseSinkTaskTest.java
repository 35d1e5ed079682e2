package io.tributary.connectors.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Settled files of a local folder and of an FTP server. */
class ReleaseSinkTaskTest {

    private static final String PATH = "2024/a.csv";
    private static final long MODIFIED = 1_700_000_000_000L;

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve(PATH);
        Files.createDirectories(file.getParent());
        Files.write(file, "n\n1\n".getBytes(UTF_8));
        Files.setLastModifiedTime(file, FileTime.fromMillis(MODIFIED));
    }

    private void release(Map<String, String> settings, Map<String, Object> settled) {
        Map<String, String> all = new HashMap<>(Map.of("files.url", "file://" + folder));
        all.putAll(settings);
        ReleaseSinkTask task = new ReleaseSinkTask();
        task.start(all);
        try {
            task.put(List.of(new SinkRecord("settled.x.y", 0, null, PATH, null, settled, 0)));
        } finally {
            task.stop();
        }
    }

    private static Map<String, Object> settled(long generation, long size, Long modified) {
        Map<String, Object> value = new HashMap<>(Map.of("file", PATH, "generation", generation, "size", size));
        value.put("modified", modified);
        value.put("tag", null);
        return value;
    }

    private static Map<String, String> moving() {
        return Map.of("after.silver", "move", "after.silver.folder", "done/");
    }

    @Test
    void deletesTheFile() {
        release(Map.of("after.silver", "delete"), settled(1, 4, MODIFIED));

        assertThat(file).doesNotExist();
    }

    @Test
    void movesTheFileUnderItsPath() {
        release(moving(), settled(1, 4, MODIFIED));

        assertThat(file).doesNotExist();
        assertThat(folder.resolve("done/2024/a.csv")).hasContent("n\n1\n");
    }

    @Test
    void movesALaterGenerationBesideTheFirst() throws IOException {
        release(moving(), settled(1, 4, MODIFIED));
        write();

        release(moving(), settled(2, 4, MODIFIED));

        assertThat(folder.resolve("done/2024/a.csv.generation-2")).hasContent("n\n1\n");
    }

    @Test
    void aRecordThatComesAgainAfterACrashDoesNothing() {
        release(moving(), settled(1, 4, MODIFIED));

        release(moving(), settled(1, 4, MODIFIED));

        assertThat(folder.resolve("done/2024/a.csv")).hasContent("n\n1\n");
    }

    @Test
    void keepsAFileThatHasChangedSince() throws IOException {
        Files.writeString(file, "n\n1\n2\n");

        release(Map.of("after.silver", "delete"), settled(1, 4, MODIFIED));

        assertThat(file).exists();
    }

    @Test
    void keepsAFileOfTheSameSizeWithAnotherTime() {
        release(Map.of("after.silver", "delete"), settled(1, 4, MODIFIED - 1));

        assertThat(file).exists();
    }

    @Test
    void keepsAFileOfWhichOnlyTheSizeIsKnown() {
        release(Map.of("after.silver", "delete"), settled(1, 4, null));

        assertThat(file).exists();
    }

    @Test
    void putsNoFileInThePlaceOfAnother() throws IOException {
        Files.createDirectories(folder.resolve("done/2024"));
        Files.writeString(folder.resolve("done/2024/a.csv"), "other");

        assertThatThrownBy(() -> release(moving(), settled(1, 4, MODIFIED)))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("Cannot move 2024/a.csv to " + folder.resolve("done/2024/a.csv"));
        assertThat(file).exists();
        assertThat(folder.resolve("done/2024/a.csv")).hasContent("other");
    }

    @Test
    void movesOnAnFtpServer() throws Exception {
        try (FlakyFtpServer server = FlakyFtpServer.writable(folder)) {
            release(server.settings(moving()), settled(1, 4, MODIFIED));
        }

        assertThat(file).doesNotExist();
        assertThat(folder.resolve("done/2024/a.csv")).hasContent("n\n1\n");
    }

    @Test
    void deletesOnAnFtpServer() throws Exception {
        try (FlakyFtpServer server = FlakyFtpServer.writable(folder)) {
            release(server.settings(Map.of("after.silver", "delete")), settled(1, 4, MODIFIED));
        }

        assertThat(file).doesNotExist();
    }

    @Test
    void putsNoFileInThePlaceOfAnotherOnAnFtpServer() throws Exception {
        Files.createDirectories(folder.resolve("done/2024"));
        Files.writeString(folder.resolve("done/2024/a.csv"), "other");
        try (FlakyFtpServer server = FlakyFtpServer.writable(folder)) {
            assertThatThrownBy(() -> release(server.settings(moving()), settled(1, 4, MODIFIED)))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("has a file at done/2024/a.csv already");
        }

        assertThat(file).exists();
    }

    @Test
    void saysSoIfTheServerDoesNotAllowIt() throws Exception {
        try (FlakyFtpServer server = new FlakyFtpServer(folder)) {
            assertThatThrownBy(
                            () -> release(server.settings(Map.of("after.silver", "delete")), settled(1, 4, MODIFIED)))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("does not delete 2024/a.csv: 450")
                    .hasMessageContaining("check the rights of reader");
        }

        assertThat(file).exists();
    }

    @Test
    void aRecordOfAnotherFormIsRefused() {
        assertThatThrownBy(() -> release(Map.of("after.silver", "delete"), Map.of("file", PATH)))
                .isInstanceOf(DataException.class)
                .hasMessage("The record is no settled file: it needs the text file and the numbers generation and size,"
                        + " as JSON without a schema");
    }

    @Test
    void aFolderBelongsToMoving() {
        assertThatThrownBy(() -> new ReleaseSinkConnector()
                        .start(Map.of("files.url", "file://" + folder, "after.silver", "move")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("after.silver.folder: it is needed with after.silver=move, and only then");
    }
}
