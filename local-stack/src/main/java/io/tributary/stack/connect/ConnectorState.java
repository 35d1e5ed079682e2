package io.tributary.stack.connect;

import java.util.List;
import java.util.Optional;

/**
 * How a connector and its tasks are.
 *
 * @param name name of the connector
 * @param state RUNNING, PAUSED, FAILED, UNASSIGNED, RESTARTING or STOPPED
 * @param tasks one entry a task
 * @param error what went wrong in the connector or else in a task, in one line without secrets
 */
public record ConnectorState(String name, String state, List<Task> tasks, Optional<String> error) {

    static final String RUNNING = "RUNNING";
    static final String FAILED = "FAILED";
    static final String STOPPED = "STOPPED";

    public ConnectorState {
        tasks = List.copyOf(tasks);
    }

    /**
     * A task.
     *
     * @param id number of the task, from 0
     * @param state as for the connector
     */
    public record Task(int id, String state) {}

    /** Whether the connector has tasks and all run; a connector says RUNNING while its task has failed. */
    public boolean running() {
        return state.equals(RUNNING)
                && !tasks.isEmpty()
                && tasks.stream().allMatch(task -> task.state().equals(RUNNING));
    }

    boolean stopped() {
        return state.equals(STOPPED);
    }

    public boolean failed() {
        return state.equals(FAILED)
                || tasks.stream().anyMatch(task -> task.state().equals(FAILED));
    }
}
