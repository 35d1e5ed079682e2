package io.tributary.stack.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.stack.layout.ProcessName;
import io.tributary.stack.layout.StateDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a killed supervisor leaves behind is found and ended; what only looks like it is not. */
class LeftoversTest {

    @TempDir
    private Path folder;

    private final List<Process> started = new ArrayList<>();
    private StateDirectory state;

    @BeforeEach
    void create() {
        state = new StateDirectory(folder.resolve("state"));
        state.create();
    }

    @AfterEach
    void kill() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void endsWhatTheStateFileLists() throws IOException {
        Process child = child();
        write(Map.of("broker", ProcessIdentity.of(child.toHandle())));

        int ended = new Leftovers(state).end();

        assertThat(ended).isEqualTo(1);
        assertThat(child.isAlive()).isFalse();
    }

    @Test
    void findsAProcessThatWasNotWrittenDownInTime() throws IOException {
        Path arguments = state.run().resolve("streams.args");
        Files.writeString(
                arguments,
                "-cp\n\"" + System.getProperty("java.class.path") + "\"\n" + DummyChild.class.getName() + "\n\""
                        + folder.resolve("pid") + "\"\n");
        Process child = start(List.of(Dummies.command().get(0), "-Xmx16m", "@" + arguments));
        Dummies.await("it runs", () -> Files.exists(folder.resolve("pid")));

        assertThat(new Leftovers(state).find()).containsExactly(Map.entry(ProcessName.STREAMS, child.toHandle()));
    }

    @Test
    void leavesALaterProcessWithTheSamePidAlone() throws IOException {
        Process child = child();
        long wrongStart = ProcessIdentity.of(child.toHandle()).startedAt() - 60_000;
        write(Map.of("broker", new ProcessIdentity(child.pid(), wrongStart)));

        int ended = new Leftovers(state).end();

        assertThat(ended).isZero();
        assertThat(child.isAlive()).isTrue();
    }

    @Test
    void leavesAnotherProgramAloneEvenIfItsStartFits() throws IOException {
        Process sleep = start(List.of("sleep", "60"));
        write(Map.of("broker", ProcessIdentity.of(sleep.toHandle())));

        int ended = new Leftovers(state).end();

        assertThat(ended).isZero();
        assertThat(sleep.isAlive()).isTrue();
    }

    @Test
    void aDamagedStateFileIsPutAside() throws IOException {
        Files.writeString(state.stackFile(), "{\"supervisor\": {\"pid\": 1");

        int ended = new Leftovers(state).end();

        assertThat(ended).isZero();
        assertThat(state.stackFile()).doesNotExist();
        assertThat(state.run().resolve("stack.json.damaged")).hasContent("{\"supervisor\": {\"pid\": 1");
    }

    private void write(Map<String, ProcessIdentity> children) {
        new StackFile(state.stackFile())
                .write(new StackRecord(new ProcessIdentity(1, 1), children, Map.of("supervisor", 1), "test", ""));
    }

    private Process child() throws IOException {
        return start(Dummies.command(folder.resolve("pid").toString()));
    }

    private Process start(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectErrorStream(true)
                .start();
        started.add(process);
        return process;
    }
}
