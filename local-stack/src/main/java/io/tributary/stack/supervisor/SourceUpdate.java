package io.tributary.stack.supervisor;

import io.tributary.stack.config.SourceConfig;
import io.tributary.stack.config.SourcesText;
import io.tributary.stack.config.TributaryConfig;
import io.tributary.stack.layout.PrivateFile;
import io.tributary.stack.layout.StackException;
import io.tributary.stack.layout.StateDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * How a second {@code up} hands changed sources to the supervisor that runs: by files that only their owner may read.
 * The second process has resolved the references; the first one may lack the variables.
 */
final class SourceUpdate {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);
    private static final String DONE = "done";

    private final Path request;
    private final Path answer;

    SourceUpdate(StateDirectory state) {
        this.request = state.run().resolve("update.yaml");
        this.answer = state.run().resolve("update-answer.txt");
    }

    /**
     * Hands sources over and waits until they are taken in.
     *
     * @return what was done, for people
     * @throws StackException with the supervisor's reason if it cannot take them in
     */
    List<String> send(List<? extends SourceConfig> sources) {
        delete(answer);
        PrivateFile.write(request, SourcesText.of(sources));
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!Files.exists(answer)) {
            if (System.nanoTime() > deadline) {
                delete(request);
                throw new StackException("The running supervisor did not take the changed sources in within "
                        + PATIENCE.toMinutes() + " minutes; see its log, or stop and start the stack");
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
        List<String> lines = read(answer).lines().toList();
        delete(answer);
        if (lines.isEmpty() || !lines.get(0).equals(DONE)) {
            throw new StackException(String.join("\n", lines));
        }
        return lines.subList(1, lines.size());
    }

    /** The sources that were handed over, once. */
    Optional<List<SourceConfig>> receive() {
        if (!Files.exists(request)) {
            return Optional.empty();
        }
        try {
            return Optional.of(TributaryConfig.load(request).sources(SourceConfig.class));
        } finally {
            delete(request);
        }
    }

    void answerDone(List<String> notices) {
        PrivateFile.write(answer, DONE + "\n" + String.join("\n", notices));
    }

    void answerFailed(String reason) {
        PrivateFile.write(answer, reason.equals(DONE) ? "failed" : reason);
    }

    /** Removes what an earlier exchange has left. */
    void clear() {
        delete(request);
        delete(answer);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new StackException("The file " + file + " cannot be read: " + e, e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new StackException("The file " + file + " cannot be deleted: " + e, e);
        }
    }
}
