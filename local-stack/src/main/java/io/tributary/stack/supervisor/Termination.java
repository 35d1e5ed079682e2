package io.tributary.stack.supervisor;

import io.tributary.stack.process.ProcessSpec.Stop;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends processes: asks first, then kills. */
final class Termination {

    private static final Logger LOG = LoggerFactory.getLogger(Termination.class);
    private static final Duration KILL_PATIENCE = Duration.ofSeconds(10);

    private Termination() {}

    /** Returns when the process is gone, or when even killing it did not help within a few seconds. */
    static void end(ProcessHandle process, String name, Stop stop) {
        if (!process.isAlive()) {
            return;
        }
        signal(process, stop.signal());
        if (!gone(process, stop.patience())) {
            LOG.warn(
                    "{} (pid {}) did not end within {} s and is killed",
                    name,
                    process.pid(),
                    stop.patience().toSeconds());
            kill(process);
        }
    }

    static void kill(ProcessHandle process) {
        process.destroyForcibly();
        gone(process, KILL_PATIENCE);
    }

    private static void signal(ProcessHandle process, String signal) {
        if (signal.equals("TERM")) {
            process.destroy();
            return;
        }
        try {
            new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            process.destroy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroy();
        }
    }

    private static boolean gone(ProcessHandle process, Duration patience) {
        try {
            process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            return !process.isAlive();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !process.isAlive();
        }
    }
}
