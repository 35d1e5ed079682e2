package io.tributary.stack.status;

import java.util.List;

/**
 * The state of a connector and its tasks, as Kafka Connect reports it.
 *
 * @param name name of the connector
 * @param source name of the source it reads; null if it reads none, as the archive
 * @param state RUNNING, PAUSED, FAILED, UNASSIGNED, RESTARTING or STOPPED
 * @param tasks one entry a task
 * @param error what went wrong, in one line; nullable
 */
public record ConnectorStatus(String name, String source, String state, List<TaskStatus> tasks, String error) {

    public ConnectorStatus {
        tasks = List.copyOf(tasks);
    }

    /** Whether the connector and all of its tasks run; a connector without tasks does nothing yet. */
    public boolean running() {
        return state.equals("RUNNING")
                && !tasks.isEmpty()
                && tasks.stream().allMatch(task -> task.state().equals("RUNNING"));
    }

    /** Whether the connector or one of its tasks has given up until it is restarted. */
    public boolean failed() {
        return state.equals("FAILED")
                || tasks.stream().anyMatch(task -> task.state().equals("FAILED"));
    }

    /**
     * A task.
     *
     * @param id number of the task, from 0
     * @param state as for the connector
     */
    public record TaskStatus(int id, String state) {}
}
