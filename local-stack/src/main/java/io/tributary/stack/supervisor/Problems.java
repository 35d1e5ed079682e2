package io.tributary.stack.supervisor;

import io.tributary.stack.status.ArchiveStatus;
import io.tributary.stack.status.ConnectorStatus;
import io.tributary.stack.status.FilesStatus;
import io.tributary.stack.status.ProcessStatus;
import io.tributary.stack.status.SourceStatus;
import io.tributary.stack.status.TableStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the user should look at. */
final class Problems {

    private Problems() {}

    static List<String> of(
            List<ProcessStatus> processes,
            List<ConnectorStatus> connectors,
            List<SourceStatus> sources,
            List<FilesStatus> files,
            Optional<ArchiveStatus> archive,
            List<TableStatus> tables,
            DiskWatch disk) {
        List<String> problems = new ArrayList<>();
        disk.warning().ifPresent(problems::add);
        for (ProcessStatus process : processes) {
            if (process.error() != null) {
                problems.add("Process " + process.name() + " is " + process.state() + ": " + process.error()
                        + ". Its log is " + process.log());
            }
        }
        for (SourceStatus source : sources) {
            if (source.error() != null) {
                problems.add("Source " + source.name() + ": " + source.error());
            }
            source.warnings().forEach(warning -> problems.add("Source " + source.name() + ": " + warning));
            source.leftOut()
                    .forEach(table -> problems.add("Source " + source.name() + ": table " + table.table()
                            + " is left out: " + table.reason()));
        }
        for (ConnectorStatus connector : connectors) {
            if (connector.error() != null) {
                problems.add("Connector " + connector.name() + ": " + connector.error());
            }
        }
        archive.map(ArchiveProblems::of).ifPresent(problems::addAll);
        for (FilesStatus dataset : files) {
            if (dataset.error() != null) {
                problems.add("Source " + dataset.source() + ": the files of " + dataset.dataset()
                        + " cannot be listed, which is tried again: " + dataset.error());
            }
        }
        tables.forEach(table -> problems.addAll(TableProblems.of(table)));
        return List.copyOf(problems);
    }
}
