package io.tributary.stack.supervisor;

import io.tributary.stack.status.ArchiveStatus;
import io.tributary.stack.status.ProcessStatus;
import io.tributary.stack.status.SourceStatus;
import io.tributary.stack.status.StackStatus;
import io.tributary.stack.status.TableStatus;
import java.util.Locale;

/** The numbers of a status in Prometheus' text format. */
final class StatusMetrics {

    private static final double MILLIS_PER_SECOND = 1000.0;

    private final StringBuilder text = new StringBuilder();

    private StatusMetrics() {}

    static String of(StackStatus status) {
        StatusMetrics metrics = new StatusMetrics();
        metrics.heading("tributary_ready", "Whether the stack is ready");
        metrics.sample("tributary_ready", "", status.ready() ? 1.0 : 0.0);
        metrics.heading("tributary_disk_free_bytes", "Free space of the disk of the state directory");
        metrics.sample("tributary_disk_free_bytes", "", (double) status.disk().freeBytes());
        metrics.processes(status);
        metrics.sources(status);
        metrics.archive(status);
        metrics.tables(status);
        return metrics.text.toString();
    }

    private void processes(StackStatus status) {
        heading("tributary_process_up", "Whether a process serves");
        for (ProcessStatus process : status.processes()) {
            sample("tributary_process_up", labels(process), process.state().equals("RUNNING") ? 1.0 : 0.0);
        }
        heading("tributary_process_resident_bytes", "Memory that a process holds");
        status.processes()
                .forEach(process ->
                        sample("tributary_process_resident_bytes", labels(process), (double) process.rssBytes()));
        heading("tributary_process_restarts", "Restarts of a process since the stack was started");
        status.processes()
                .forEach(process -> sample("tributary_process_restarts", labels(process), (double) process.restarts()));
    }

    private void sources(StackStatus status) {
        heading("tributary_source_retained_wal_bytes", "Write-ahead log that a source keeps for its slot");
        for (SourceStatus source : status.sources()) {
            sample(
                    "tributary_source_retained_wal_bytes",
                    "source=\"" + source.name() + "\"",
                    number(source.retainedWalBytes()));
        }
    }

    private void archive(StackStatus status) {
        if (status.archive() != null) {
            heading("tributary_archive_behind_records", "Records of a raw topic that are not in the archive yet");
            for (ArchiveStatus.TopicStatus topic : status.archive().topics()) {
                sample("tributary_archive_behind_records", "topic=\"" + topic.topic() + "\"", (double) topic.behind());
            }
        }
    }

    private void tables(StackStatus status) {
        heading("tributary_table_rows", "Rows of a table that can be queried");
        status.tables().forEach(table -> sample("tributary_table_rows", labels(table), number(table.rows())));
        heading("tributary_table_behind_records", "Records of the clean topic that are not in the table yet");
        status.tables()
                .forEach(table -> sample("tributary_table_behind_records", labels(table), number(table.behind())));
        heading("tributary_table_freshness_seconds", "Age of the newest change that can be queried");
        for (TableStatus table : status.tables()) {
            Double millis = number(table.freshnessMs());
            sample(
                    "tributary_table_freshness_seconds",
                    labels(table),
                    millis == null ? null : millis / MILLIS_PER_SECOND);
        }
        heading("tributary_table_dead_letters", "Records of a dataset that were set aside");
        status.tables()
                .forEach(table -> sample("tributary_table_dead_letters", labels(table), number(table.deadLetters())));
    }

    private static String labels(ProcessStatus process) {
        return "process=\"" + process.name() + "\"";
    }

    private static String labels(TableStatus table) {
        return "layer=\"" + table.layer() + "\",source=\"" + table.source() + "\",dataset=\"" + table.dataset() + "\"";
    }

    private static Double number(Long value) {
        return value == null ? null : value.doubleValue();
    }

    private void heading(String name, String help) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(" gauge\n");
    }

    private void sample(String name, String labels, Double value) {
        if (value != null) {
            text.append(name)
                    .append(labels.isEmpty() ? "" : "{" + labels + "}")
                    .append(' ')
                    .append(String.format(Locale.ROOT, "%.3f", value))
                    .append('\n');
        }
    }
}
