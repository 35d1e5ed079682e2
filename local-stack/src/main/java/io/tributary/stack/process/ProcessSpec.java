package io.tributary.stack.process;

import static java.util.Objects.requireNonNull;

import io.tributary.stack.layout.ProcessName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;

/**
 * All that is needed to run one process.
 *
 * @param name which one
 * @param after processes that must be healthy before this one is started
 * @param launch makes what the process needs on disk and gives its command line; called before every start
 * @param environment variables set on top of the supervisor's own
 * @param withheld variables of the supervisor that it does not get
 * @param log file that gets standard output and error
 * @param health whether it serves
 * @param startTimeout time from start to the first healthy answer before it is killed and started anew; longer for a process
 *     that answers that it is not ready
 * @param stop how it is asked to end
 */
public record ProcessSpec(
        ProcessName name,
        Set<ProcessName> after,
        Launch launch,
        Map<String, String> environment,
        Set<String> withheld,
        Path log,
        HealthCheck health,
        Duration startTimeout,
        Stop stop) {

    private static final Duration START_TIMEOUT = Duration.ofMinutes(3);

    public ProcessSpec {
        requireNonNull(name, "name is null");
        after = Set.copyOf(after);
        requireNonNull(launch, "launch is null");
        environment = Map.copyOf(environment);
        withheld = Set.copyOf(withheld);
        requireNonNull(log, "log is null");
        requireNonNull(health, "health is null");
        requireNonNull(startTimeout, "startTimeout is null");
        requireNonNull(stop, "stop is null");
    }

    static ProcessSpec of(ProcessName name, Set<ProcessName> after, Launch launch, Path log, HealthCheck health) {
        return new ProcessSpec(name, after, launch, Map.of(), Set.of(), log, health, START_TIMEOUT, Stop.DEFAULT);
    }

    ProcessSpec with(Stop other) {
        return new ProcessSpec(name, after, launch, environment, withheld, log, health, startTimeout, other);
    }

    ProcessSpec withEnvironment(Map<String, String> other) {
        return new ProcessSpec(name, after, launch, other, withheld, log, health, startTimeout, stop);
    }

    ProcessSpec without(Set<String> variables) {
        return new ProcessSpec(name, after, launch, environment, variables, log, health, startTimeout, stop);
    }

    /** Makes a process ready to start. */
    @FunctionalInterface
    public interface Launch {

        /**
         * Prepares files and folders.
         *
         * @throws io.tributary.stack.layout.StackException if the process cannot be started like this
         */
        Start prepare();
    }

    /**
     * One start of a process.
     *
     * @param command the command line; it holds no secrets
     * @param ended is told the exit code
     */
    public record Start(List<String> command, IntConsumer ended) {

        public Start {
            command = List.copyOf(command);
            requireNonNull(ended, "ended is null");
        }

        /** A start after whose end nothing is to be done. */
        public static Start of(List<String> command) {
            return new Start(command, exitCode -> {});
        }
    }

    /**
     * How a process is asked to end.
     *
     * @param signal name of the signal, without SIG
     * @param patience how long it may take before it is killed
     */
    public record Stop(String signal, Duration patience) {

        static final Stop DEFAULT = new Stop("TERM", Duration.ofSeconds(30));

        public Stop {
            requireNonNull(signal, "signal is null");
            requireNonNull(patience, "patience is null");
        }
    }
}
