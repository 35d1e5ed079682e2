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

    private static final long MILLIS = 1_000;

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
        for (TableStatus table : tables) {
            if (table.error() != null) {
                problems.add("Table " + table.layer() + " " + table.name() + ": " + table.error());
            }
            if (table.error() == null && table.parkedSince() != null) {
                problems.add("Table " + table.layer() + " " + table.name() + " is being replayed and shows older states"
                        + " until it is through; see 'tributary replay " + table.source() + "." + table.dataset()
                        + " --watch'");
            }
            if (isLate(table)) {
                problems.add("Table " + table.layer() + " " + table.name() + " is " + table.freshnessMs() / MILLIS
                        + " s behind, and its contract promises " + table.promisedFreshnessMs() / MILLIS + " s");
            }
            if (table.layer().equals("silver") && table.deadLetters() != null && table.deadLetters() > 0) {
                problems.add("Dataset " + table.source() + "." + table.dataset() + ": " + table.deadLetters()
                        + " records could not be processed; they are in topic dlq." + table.source() + "."
                        + table.dataset() + " with the reason in their headers");
            }
        }
        return List.copyOf(problems);
    }

    /** A table whose source has nothing new is not late, however old its newest row. */
    private static boolean isLate(TableStatus table) {
        return table.layer().equals("silver")
                && table.promisedFreshnessMs() != null
                && table.freshnessMs() != null
                && table.freshnessMs() > table.promisedFreshnessMs()
                && table.behind() != null
                && table.behind() > 0;
    }
}
