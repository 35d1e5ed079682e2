package io.tributary.tests.stack;

import io.tributary.tests.Checkout;
import io.tributary.tests.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs {@code ./tributary}. */
public final class Command {

    private final Path folder;
    private final Map<String, String> environment;

    /**
     * What a run left behind.
     *
     * @param exitCode its exit code
     * @param out what it wrote to standard output
     * @param err what it wrote to standard error
     */
    public record Result(int exitCode, String out, String err) {}

    /**
     * Prepares runs.
     *
     * @param folder working directory, for the files that hold the output too
     * @param environment variables beside those of the tests themselves
     */
    public Command(Path folder, Map<String, String> environment) {
        this.folder = folder;
        this.environment = Map.copyOf(environment);
    }

    /** Starts the command, whose output nobody reads. */
    public Process start(String... arguments) {
        List<String> line = line(arguments);
        try {
            ProcessBuilder builder = new ProcessBuilder(line)
                    .directory(folder.toFile())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD);
            builder.environment().putAll(environment);
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> line(String... arguments) {
        List<String> line = new ArrayList<>();
        line.add(Checkout.home().resolve("tributary").toString());
        line.addAll(List.of(arguments));
        return line;
    }

    /** Runs the command and waits for its end; kills it and fails if it takes longer. */
    public Result run(Duration within, String... arguments) {
        List<String> line = line(arguments);
        try {
            Path out = Files.createTempFile(folder, "out-", ".txt");
            Path err = Files.createTempFile(folder, "err-", ".txt");
            ProcessBuilder builder = new ProcessBuilder(line)
                    .directory(folder.toFile())
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            if (!process.waitFor(Eventually.patient(within).toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(String.join(" ", line) + " did not end within " + within.toSeconds()
                        + " s; it wrote: " + text(out) + text(err));
            }
            return new Result(process.exitValue(), text(out), text(err));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while " + line + " was running", e);
        }
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }
}
