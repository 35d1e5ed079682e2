package io.tributary.stack.status;

import java.util.List;

/**
 * The state of a stack: what {@code tributary status --json} prints. Names in JSON are the components' names in snake
 * case. Components marked nullable are {@code null} in JSON where the value is not known.
 *
 * @param ready whether everything runs and every captured table could be queried at least once since the start
 * @param pending what is still missing before the stack is ready, for people; empty when it is
 * @param progress how far the start is
 * @param supervisor the process that keeps the others running
 * @param problems what the user should look at, for people
 * @param processes one entry a process
 * @param connectors one entry a connector
 * @param sources one entry a source
 * @param files one entry a dataset of a files source whose connector has said how far it is
 * @param polls one entry a TMDB source whose connector has ended a poll
 * @param archive how far raw topics are archived; null if there is no archive, and until that is known
 * @param tables one entry a table and layer
 * @param endpoints where the processes can be reached
 * @param disk the disk that holds the state directory
 */
public record StackStatus(
        boolean ready,
        List<String> pending,
        Progress progress,
        SupervisorStatus supervisor,
        List<String> problems,
        List<ProcessStatus> processes,
        List<ConnectorStatus> connectors,
        List<SourceStatus> sources,
        List<FilesStatus> files,
        List<PollStatus> polls,
        ArchiveStatus archive,
        List<TableStatus> tables,
        Endpoints endpoints,
        DiskStatus disk) {

    public StackStatus {
        pending = List.copyOf(pending);
        problems = List.copyOf(problems);
        processes = List.copyOf(processes);
        connectors = List.copyOf(connectors);
        sources = List.copyOf(sources);
        files = List.copyOf(files);
        polls = List.copyOf(polls);
        tables = List.copyOf(tables);
    }

    /**
     * How far the start is, counted in processes, connectors and tables.
     *
     * @param done what is there
     * @param total what is expected, as far as known
     */
    public record Progress(int done, int total) {}

    /**
     * The process that keeps the others running.
     *
     * @param pid its process id
     * @param rssBytes memory it holds, in bytes
     */
    public record SupervisorStatus(long pid, long rssBytes) {}
}
