package io.tributary.cli.screen;

import io.tributary.stack.status.ArchiveStatus;
import io.tributary.stack.status.ConnectorStatus;
import io.tributary.stack.status.Endpoints;
import io.tributary.stack.status.FilesStatus;
import io.tributary.stack.status.PollStatus;
import io.tributary.stack.status.ProcessStatus;
import io.tributary.stack.status.SourceStatus;
import io.tributary.stack.status.StackStatus;
import io.tributary.stack.status.TableStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The status as text for people. */
public final class StatusText {

    private StatusText() {}

    /**
     * Writes a status.
     *
     * @param maxLines lines that the screen has; tables that do not fit are counted instead of shown
     */
    public static String of(StackStatus status, int maxLines) {
        List<String> head = new ArrayList<>();
        head.add(headline(status));
        head.add("");
        head.addAll(processes(status));
        head.add("");
        head.addAll(connectors(status.connectors(), status.sources()));
        head.addAll(archive(status.archive()));
        head.addAll(files(status.files()));
        head.addAll(polls(status.polls()));
        List<String> tables = tables(status.tables());
        List<String> tail = new ArrayList<>();
        if (!status.problems().isEmpty()) {
            tail.add("");
            status.problems().forEach(problem -> tail.add("! " + problem));
        }
        tail.add("");
        tail.addAll(endpoints(status.endpoints()));
        int room = Math.max(2, maxLines - head.size() - tail.size());
        List<String> all = new ArrayList<>(head);
        if (tables.size() > room) {
            all.addAll(tables.subList(0, room - 1));
            all.add("... and " + (tables.size() - room + 1) + " more");
        } else {
            all.addAll(tables);
        }
        all.addAll(tail);
        return String.join("\n", all.subList(0, Math.min(all.size(), maxLines)));
    }

    /** A stack stays ready when a process of it ends later on, but a first line that says no more would hide it. */
    private static String headline(StackStatus status) {
        if (!status.ready()) {
            return "Tributary is starting: " + String.join("; ", status.pending());
        }
        List<String> down = status.processes().stream()
                .filter(process -> !process.state().equals("RUNNING"))
                .map(process -> process.name() + " is " + process.state())
                .toList();
        return down.isEmpty() ? "Tributary is ready" : "Tributary is disturbed: " + String.join(", ", down);
    }

    private static List<String> processes(StackStatus status) {
        List<ProcessStatus> processes = status.processes();
        long supervisor = status.supervisor().rssBytes();
        TextTable table = new TextTable("PROCESS", "STATE", "PID>", "MEMORY>", "RESTARTS>");
        processes.forEach(process -> table.row(
                process.name(),
                process.state(),
                process.pid() == null ? "-" : String.valueOf(process.pid()),
                Amounts.bytes(process.rssBytes()),
                String.valueOf(process.restarts())));
        table.row("supervisor", "RUNNING", String.valueOf(status.supervisor().pid()), Amounts.bytes(supervisor), "");
        long sum = supervisor
                + processes.stream().mapToLong(ProcessStatus::rssBytes).sum();
        table.row("all", "", "", Amounts.bytes(sum), "");
        return table.lines();
    }

    private static List<String> connectors(List<ConnectorStatus> connectors, List<SourceStatus> sources) {
        TextTable table = new TextTable("SOURCE", "CONNECTOR", "TASKS", "TABLES>", "WAL KEPT>");
        for (SourceStatus source : sources) {
            List<ConnectorStatus> own = connectors.stream()
                    .filter(candidate -> source.name().equals(candidate.source()))
                    .toList();
            table.row(
                    source.name(),
                    states(own.stream().map(ConnectorStatus::state)),
                    states(own.stream()
                            .flatMap(connector -> connector.tasks().stream())
                            .map(ConnectorStatus.TaskStatus::state)),
                    String.valueOf(source.captured().size()),
                    source.retainedWalBytes() == null ? "-" : Amounts.bytes(source.retainedWalBytes()));
        }
        connectors.stream()
                .filter(connector -> connector.source() == null)
                .forEach(connector -> table.row(
                        "(" + connector.name() + ")",
                        connector.state(),
                        states(connector.tasks().stream().map(ConnectorStatus.TaskStatus::state)),
                        "",
                        ""));
        List<String> lines = new ArrayList<>(table.lines());
        lines.add("");
        return lines;
    }

    /** Each state once, since a source of files has a connector a dataset. */
    private static String states(Stream<String> states) {
        String text = states.distinct().sorted().collect(Collectors.joining(" "));
        return text.isEmpty() ? "-" : text;
    }

    private static List<String> archive(ArchiveStatus archive) {
        if (archive == null) {
            return List.of();
        }
        String most = archive.topics().stream()
                .max(Comparator.comparingLong(ArchiveStatus.TopicStatus::behind))
                .filter(topic -> topic.behind() > 0)
                .map(topic -> ", most of them of " + topic.topic() + " (" + Amounts.count(topic.behind()) + ")")
                .orElse("");
        return List.of(
                "Not archived yet: " + Amounts.count(archive.behind()) + " records of "
                        + archive.topics().size() + " topics" + most,
                "");
    }

    private static List<String> files(List<FilesStatus> files) {
        if (files.isEmpty()) {
            return List.of();
        }
        TextTable table = new TextTable("FILES OF", "READ>", "BYTES>", "REJECTED>", "RECORDS>", "REJECTED>", "READING");
        files.forEach(dataset -> table.row(
                dataset.source() + "." + dataset.dataset(),
                Amounts.count(dataset.filesDone()) + " of " + Amounts.count(dataset.filesListed()),
                Amounts.bytes(dataset.bytesDone()) + " of " + Amounts.bytes(dataset.bytesListed()),
                Amounts.count(dataset.filesRejected()),
                Amounts.count(dataset.records()),
                Amounts.count(dataset.recordsRejected()),
                dataset.reading() == null ? "" : dataset.reading()));
        List<String> lines = new ArrayList<>(table.lines());
        lines.add("");
        return lines;
    }

    private static List<String> polls(List<PollStatus> polls) {
        if (polls.isEmpty()) {
            return List.of();
        }
        TextTable table = new TextTable("LAST POLL OF", "REQUESTS>", "CHANGED>", "FAILED>", "AT");
        polls.forEach(poll -> table.row(
                poll.source(),
                Amounts.count(poll.requests()),
                Amounts.count(poll.emitted()),
                Amounts.count(poll.failed()),
                poll.at()));
        List<String> lines = new ArrayList<>(table.lines());
        lines.add("");
        return lines;
    }

    private static List<String> tables(List<TableStatus> tables) {
        Map<String, List<TableStatus>> byName =
                tables.stream().collect(Collectors.groupingBy(TableStatus::name, TreeMap::new, Collectors.toList()));
        TextTable text = new TextTable(
                "TABLE",
                "SILVER ROWS>",
                "FRESHNESS>",
                "BEHIND>",
                "BRONZE ROWS>",
                "FRESHNESS>",
                "BEHIND>",
                "DEAD LETTERS>");
        byName.forEach((name, layers) -> {
            TableStatus silver = layer(layers, "silver");
            TableStatus bronze = layer(layers, "bronze");
            TableStatus any = layers.get(0);
            text.row(
                    name,
                    silver == null ? "-" : Amounts.count(silver.rows()),
                    silver == null ? "-" : Amounts.millis(silver.freshnessMs()),
                    silver == null ? "-" : Amounts.count(silver.behind()),
                    bronze == null ? "-" : Amounts.count(bronze.rows()),
                    bronze == null ? "-" : Amounts.millis(bronze.freshnessMs()),
                    bronze == null ? "-" : Amounts.count(bronze.behind()),
                    Amounts.count(any.deadLetters()));
        });
        return text.lines();
    }

    private static TableStatus layer(List<TableStatus> tables, String layer) {
        return tables.stream()
                .filter(table -> table.layer().equals(layer))
                .findFirst()
                .orElse(null);
    }

    private static List<String> endpoints(Endpoints endpoints) {
        List<String> lines = new ArrayList<>();
        if (endpoints.postgres() != null) {
            Endpoints.Postgres postgres = endpoints.postgres();
            lines.add("postgres  PGPASSFILE=" + postgres.passwordFile() + " psql -h " + postgres.host() + " -p "
                    + postgres.port() + " -U " + postgres.user() + " " + postgres.database());
        }
        lines.add("kafka     " + endpoints.kafka().bootstrap() + "   registry "
                + endpoints.registry().url());
        if (endpoints.s3().credentialsFile() != null) {
            lines.add("s3        AWS_SHARED_CREDENTIALS_FILE=" + endpoints.s3().credentialsFile()
                    + " aws --endpoint-url " + endpoints.s3().endpoint() + " s3 ls s3://"
                    + endpoints.s3().bucket() + "/");
        }
        return lines;
    }
}
