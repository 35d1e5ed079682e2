package io.tributary.stack.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.stack.layout.StackException;
import io.tributary.stack.layout.StateDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateFilesTest {

    @TempDir
    private Path folder;

    private StateDirectory state;

    @BeforeEach
    void create() {
        state = new StateDirectory(folder.resolve("state"));
        state.create();
    }

    @Test
    void theStackFileIsReadAsItWasWritten() {
        StackRecord record = new StackRecord(
                new ProcessIdentity(17, 1_000),
                Map.of("spark", new ProcessIdentity(18, 2_000)),
                Map.of("query", 1),
                "demo",
                "f");
        StackFile file = new StackFile(state.stackFile());

        file.write(record);

        assertThat(file.read()).contains(record);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "{}", "{\"supervisor\": 3}", "not json"})
    void aDamagedStackFileIsExplained(String content) throws IOException {
        Files.writeString(state.stackFile(), content);

        assertThatThrownBy(() -> new StackFile(state.stackFile()).read())
                .isInstanceOf(StackException.class)
                .hasMessageContaining(state.stackFile().toString())
                .hasMessageContaining("is damaged");
    }

    @Test
    void onlyOneHoldsTheLock() {
        try (StateLock first = StateLock.tryTake(state).orElseThrow()) {
            assertThat(first).isNotNull();
            assertThat(StateLock.tryTake(state)).isEmpty();
        }
        StateLock.tryTake(state).orElseThrow().close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"data", "logs", "run", "secrets"})
    void rowsAndSecretsAreClosedToOthers(String name) throws IOException {
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(state.root().resolve(name))))
                .isEqualTo("rwx------");
    }

    @Test
    void aFileInTheWayIsExplained() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThatThrownBy(() -> new StateDirectory(file).create())
                .isInstanceOf(StackException.class)
                .hasMessageContaining("is a file where a folder must be")
                .hasMessageContaining("--state");
    }
}
