package io.tributary.stack.supervisor;

import io.tributary.stack.layout.ProcessName;
import io.tributary.stack.process.HealthCheck;
import io.tributary.stack.process.HealthCheck.Health;
import io.tributary.stack.process.ProcessSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Specs of {@link DummyChild}ren. */
final class Dummies {

    static final Timing QUICK = new Timing(
            Duration.ofMillis(20),
            Duration.ofMillis(50),
            Duration.ofMillis(400),
            Duration.ofMillis(800),
            Duration.ofMillis(20),
            Duration.ofMillis(200),
            Duration.ofSeconds(30),
            3);

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration START_TIMEOUT = Duration.ofSeconds(20);

    private final Path folder;

    Dummies(Path folder) {
        this.folder = folder;
    }

    ProcessSpec serving(ProcessName name, ProcessName... after) {
        return spec(name, pidFile(name).toString(), START_TIMEOUT, health(name), after);
    }

    ProcessSpec serving(ProcessName name, HealthCheck health) {
        return serving(name, START_TIMEOUT, health);
    }

    ProcessSpec serving(ProcessName name, Duration startTimeout, HealthCheck health) {
        return spec(name, pidFile(name).toString(), startTimeout, health);
    }

    ProcessSpec dying(ProcessName name) {
        return spec(name, "die", START_TIMEOUT, health(name));
    }

    /** Healthy while the process that wrote the file lives. */
    HealthCheck health(ProcessName name) {
        return () -> {
            try {
                String pid = Files.exists(pidFile(name)) ? Files.readString(pidFile(name)) : "";
                boolean alive = !pid.isEmpty()
                        && ProcessHandle.of(Long.parseLong(pid))
                                .filter(ProcessHandle::isAlive)
                                .isPresent();
                return alive ? new Health.Healthy() : new Health.Unreachable("no file yet");
            } catch (IOException e) {
                return new Health.Unreachable(e.toString());
            }
        };
    }

    Path pidFile(ProcessName name) {
        return folder.resolve(name.label() + ".pid");
    }

    Path log(ProcessName name) {
        return folder.resolve(name.label() + ".log");
    }

    private ProcessSpec spec(
            ProcessName name, String argument, Duration startTimeout, HealthCheck health, ProcessName... after) {
        return new ProcessSpec(
                name,
                Set.of(after),
                () -> ProcessSpec.Start.of(command(argument)),
                Map.of(),
                Set.of(),
                log(name),
                health,
                startTimeout,
                new ProcessSpec.Stop("TERM", Duration.ofSeconds(10)));
    }

    static List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx16m",
                "-cp",
                System.getProperty("java.class.path"),
                DummyChild.class.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** Waits for a condition, and fails if it does not come true in time. */
    static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("Not within " + PATIENCE.toSeconds() + " s: " + what);
            }
            java.util.concurrent.locks.LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }
}
