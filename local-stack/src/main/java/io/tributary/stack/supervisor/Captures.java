package io.tributary.stack.supervisor;

import io.tributary.stack.config.PortRole;
import io.tributary.stack.config.PostgresSource;
import io.tributary.stack.config.StackConfig;
import io.tributary.stack.connect.CaptureReport;
import io.tributary.stack.connect.CaptureSettings;
import io.tributary.stack.connect.ConnectClient;
import io.tributary.stack.connect.SourceCaptures;
import io.tributary.stack.process.ProcessContext;
import io.tributary.stack.source.SlotStatus;
import io.tributary.stack.source.TableName;
import io.tributary.stack.status.ConnectorStatus;
import io.tributary.stack.status.SourceStatus;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The {@link Capture} of a plan: its Postgres sources through Kafka Connect. */
final class Captures implements Capture {

    private final SourceCaptures captures;

    private Captures(SourceCaptures captures) {
        this.captures = captures;
    }

    static Capture of(StackPlan plan) {
        ProcessContext context = plan.context();
        StackConfig stack = context.config().stack();
        URI connect = URI.create("http://127.0.0.1:" + stack.ports().of(PortRole.CONNECT));
        URI registry = URI.create("http://127.0.0.1:" + stack.ports().of(PortRole.REGISTRY) + "/apis/ccompat/v7");
        CaptureSettings settings = new CaptureSettings(
                context.installation().connectorTemplate(),
                registry,
                stack.partitions(),
                1,
                context.state().secrets(),
                Map.of());
        List<String> secrets = context.config().postgresSources().stream()
                .map(source -> source.password().reveal())
                .toList();
        return new Captures(new SourceCaptures(new ConnectClient(connect, secrets), settings));
    }

    @Override
    public void capture(List<PostgresSource> sources) {
        captures.capture(sources);
    }

    @Override
    public void release(PostgresSource source, Consumer<String> notice) {
        captures.release(source, notice);
    }

    @Override
    public void refresh() {
        captures.reconcile();
    }

    @Override
    public List<ConnectorStatus> connectors() {
        return captures.reports().stream()
                .flatMap(report -> report.connector().stream()
                        .map(connector -> new ConnectorStatus(
                                connector.name(),
                                report.source(),
                                connector.state(),
                                connector.tasks().stream()
                                        .map(task -> new ConnectorStatus.TaskStatus(task.id(), task.state()))
                                        .toList(),
                                connector.error().orElse(null))))
                .toList();
    }

    @Override
    public List<SourceStatus> sources() {
        return captures.reports().stream().map(Captures::status).toList();
    }

    private static SourceStatus status(CaptureReport report) {
        Optional<SlotStatus> slot = report.slot();
        return new SourceStatus(
                report.source(),
                "postgres",
                slot.map(SlotStatus::name).orElse(null),
                slot.map(SlotStatus::active).orElse(null),
                slot.map(SlotStatus::retainedWalBytes).orElse(null),
                report.captured().stream().map(TableName::toString).toList(),
                report.bronzeOnly().stream().map(TableName::toString).toList(),
                report.leftOut().stream()
                        .map(table -> new SourceStatus.LeftOut(
                                table.table().toString(), table.finding().reason()))
                        .toList(),
                report.warnings(),
                report.error().orElse(null));
    }
}
