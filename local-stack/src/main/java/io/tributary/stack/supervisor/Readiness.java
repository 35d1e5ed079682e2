package io.tributary.stack.supervisor;

import io.tributary.stack.status.ConnectorStatus;
import io.tributary.stack.status.ProcessStatus;
import io.tributary.stack.status.SourceStatus;
import io.tributary.stack.status.StackStatus.Progress;
import io.tributary.stack.status.TableStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * How near a stack is to being ready.
 *
 * @param pending the steps that are not done, for people; empty when the stack is ready
 * @param progress the same as numbers
 */
record Readiness(List<String> pending, Progress progress) {

    Readiness {
        pending = List.copyOf(pending);
    }

    /**
     * Judges the parts of a stack.
     *
     * @param expected tables that must be there, as {@code layer.table}
     */
    static Readiness of(
            List<ProcessStatus> processes,
            List<ConnectorStatus> connectors,
            List<SourceStatus> sources,
            List<TableStatus> tables,
            Set<String> expected) {
        List<String> pending = new ArrayList<>();
        for (ProcessStatus process : processes) {
            if (!process.state().equals(ProcessState.RUNNING.name())) {
                pending.add(process.name() + " is " + process.state());
            }
        }
        int done = processes.size() - pending.size();
        for (SourceStatus source : sources) {
            List<ConnectorStatus> own = connectors.stream()
                    .filter(connector -> source.name().equals(connector.source()))
                    .toList();
            boolean settled = !own.isEmpty() && own.stream().allMatch(connector -> isSettled(source, connector));
            if (settled) {
                done++;
            } else {
                pending.add((own.size() > 1
                                ? "the connectors of source " + source.name() + " do"
                                : "the connector of source " + source.name() + " does")
                        + " not run yet");
            }
        }
        long there = tables.stream()
                .filter(table -> table.lastCommit() != null && expected.contains(table.layer() + "." + table.name()))
                .count();
        if (there < expected.size()) {
            pending.add(there + " of " + expected.size() + " tables can be queried");
        }
        int total = processes.size() + sources.size() + expected.size();
        return new Readiness(pending, new Progress(done + (int) there, total));
    }

    /** A server of others that refuses us must not hold up a whole stack; that it does is among the problems. */
    private static boolean isSettled(SourceStatus source, ConnectorStatus connector) {
        boolean ofOthers = !source.type().equals(SourceStatus.POSTGRES);
        return connector.running() || ofOthers && connector.failed();
    }
}
