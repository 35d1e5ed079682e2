package io.tributary.stack.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.stack.layout.StateDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person who stops a stack hears of each end, and why the first one takes so long. */
class StopReportTest {

    private static final String WHY = "This stop takes up to a minute: ";

    @TempDir
    private Path folder;

    private final List<String> said = new CopyOnWriteArrayList<>();
    private StateDirectory state;
    private Process child;

    @BeforeEach
    void startAChild() throws IOException {
        state = new StateDirectory(folder.resolve("state"));
        state.create();
        child = new ProcessBuilder("sleep", "600").start();
        write(Map.of("spark", ProcessIdentity.of(child.toHandle()), "streams", new ProcessIdentity(child.pid(), 1)));
    }

    @AfterEach
    void kill() {
        child.destroyForcibly();
    }

    private void write(Map<String, ProcessIdentity> children) {
        new StackFile(state.stackFile())
                .write(new StackRecord(new ProcessIdentity(1, 1), children, Map.of("supervisor", 1), "test", ""));
    }

    @Test
    void anEndIsToldWhenItComes() {
        StopReport.of(state, said::add);
        assertThat(said).isEmpty();

        child.destroy();

        Dummies.await("it is told", () -> !said.isEmpty());
        assertThat(said).singleElement().asString().matches("  spark ended after \\d s");
    }

    @Test
    void aProcessThatWritesItsClassesTakesLong() throws IOException {
        Files.writeString(state.run().resolve("spark.args"), "\"-Xmx1g\"\n\"-XX:ArchiveClassesAtExit=/a/b.jsa.12\"\n");

        StopReport.of(state, said::add);

        assertThat(said).singleElement().asString().startsWith(WHY);
    }

    @Test
    void oneThatHasThemOrDoesNotRunDoesNot() throws IOException {
        Files.writeString(state.run().resolve("spark.args"), "\"-XX:SharedArchiveFile=/a/b.jsa\"\n");
        Files.writeString(state.run().resolve("streams.args"), "\"-XX:ArchiveClassesAtExit=/a/c.jsa.12\"\n");

        StopReport.of(state, said::add);

        assertThat(said).isEmpty();
    }
}
