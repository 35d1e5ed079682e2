package io.tributary.stack.supervisor;

import io.tributary.stack.layout.ProcessName;
import io.tributary.stack.layout.StackException;
import io.tributary.stack.layout.StateDirectory;
import io.tributary.stack.process.ProcessSpec.Stop;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Processes of a stack whose supervisor is gone. */
final class Leftovers {

    private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final StateDirectory state;

    Leftovers(StateDirectory state) {
        this.state = state;
    }

    /**
     * What still runs. The list of the state file is not enough: the supervisor may have died between a start and the
     * note of it. So every process is asked for its command line, which names the state directory.
     */
    Map<ProcessName, ProcessHandle> find() {
        Map<ProcessName, ProcessHandle> found = new EnumMap<>(ProcessName.class);
        ProcessHandle.allProcesses().filter(ProcessHandle::isAlive).forEach(process -> owner(process)
                .ifPresent(name -> found.put(name, process)));
        listed().forEach(found::putIfAbsent);
        return found;
    }

    /** Ends all that still runs, in the order of a stop. Answers how many there were. */
    int end() {
        Map<ProcessName, ProcessHandle> found = find();
        for (List<ProcessName> group : StopOrder.GROUPS) {
            group.parallelStream().filter(found::containsKey).forEach(name -> end(name, found.get(name)));
        }
        return found.size();
    }

    private static void end(ProcessName name, ProcessHandle process) {
        LOG.warn("{} (pid {}) was left behind by an earlier supervisor and is stopped", name, process.pid());
        String signal = name == ProcessName.POSTGRES ? "INT" : "TERM";
        Termination.end(process, name.label(), new Stop(signal, PATIENCE));
    }

    private Map<ProcessName, ProcessHandle> listed() {
        Map<ProcessName, ProcessHandle> found = new EnumMap<>(ProcessName.class);
        StackFile file = new StackFile(state.stackFile());
        try {
            file.read().ifPresent(stack -> stack.children()
                    .forEach((label, identity) -> ProcessName.ofLabel(label).ifPresent(name -> identity.find()
                            .filter(process -> looksLike(process, name))
                            .ifPresent(process -> found.put(name, process)))));
        } catch (StackException e) {
            LOG.warn("{} It is now {}", e.getMessage(), file.setAside());
        }
        return found;
    }

    /** A second look beside pid and start time; systems that hide command lines give the benefit of the doubt. */
    private static boolean looksLike(ProcessHandle process, ProcessName name) {
        String program = name == ProcessName.POSTGRES ? "postgres" : "java";
        return process.info()
                .command()
                .map(command -> command.contains(program))
                .orElse(true);
    }

    private Optional<ProcessName> owner(ProcessHandle process) {
        List<String> arguments = process.info().arguments().map(List::of).orElse(List.of());
        for (ProcessName name : ProcessName.values()) {
            if (arguments.contains("@" + state.run().resolve(name.label() + ".args"))) {
                return Optional.of(name);
            }
        }
        boolean server = process.info()
                .command()
                .filter(command -> command.endsWith("/postgres"))
                .isPresent();
        boolean ours = arguments.contains(state.data(ProcessName.POSTGRES).toString());
        return server && ours ? Optional.of(ProcessName.POSTGRES) : Optional.empty();
    }
}
