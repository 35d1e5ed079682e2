package io.tributary.stack.supervisor;

import io.tributary.stack.config.PortRole;
import io.tributary.stack.config.PostgresSource;
import io.tributary.stack.connect.CaptureReport;
import io.tributary.stack.connect.CaptureSettings;
import io.tributary.stack.connect.ConnectClient;
import io.tributary.stack.connect.ConnectorState;
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

/** Captures by Kafka Connect and Debezium. */
final class KafkaCapture implements Capture {

    private static final String TYPE = "postgres";

    private final SourceCaptures captures;

    private KafkaCapture(SourceCaptures captures) {
        this.captures = captures;
    }

    static KafkaCapture of(StackPlan plan) {
        ProcessContext context = plan.context();
        URI connect = URI.create(
                "http://127.0.0.1:" + context.config().stack().ports().of(PortRole.CONNECT));
        List<String> secrets = context.config().postgresSources().stream()
                .map(source -> source.password().reveal())
                .filter(password -> !password.isEmpty())
                .toList();
        CaptureSettings settings = new CaptureSettings(
                context.installation().connectorTemplate(),
                URI.create(EndpointList.of(plan).registry().url()),
                context.config().stack().partitions(),
                1,
                context.state().secrets(),
                Map.of());
        return new KafkaCapture(new SourceCaptures(new ConnectClient(connect, secrets), settings));
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
    public View view() {
        List<CaptureReport> reports = captures.reports();
        return new View(
                reports.stream().flatMap(report -> connector(report).stream()).toList(),
                reports.stream().map(KafkaCapture::source).toList());
    }

    private static Optional<ConnectorStatus> connector(CaptureReport report) {
        return report.connector()
                .map(state -> new ConnectorStatus(
                        state.name(),
                        report.source(),
                        state.state(),
                        state.tasks().stream().map(KafkaCapture::task).toList(),
                        state.error().orElse(null)));
    }

    private static ConnectorStatus.TaskStatus task(ConnectorState.Task task) {
        return new ConnectorStatus.TaskStatus(task.id(), task.state());
    }

    private static SourceStatus source(CaptureReport report) {
        Optional<SlotStatus> slot = report.slot();
        return new SourceStatus(
                report.source(),
                TYPE,
                slot.map(SlotStatus::name).orElse(null),
                slot.map(SlotStatus::active).orElse(null),
                slot.map(SlotStatus::walStatus).orElse(null),
                slot.map(SlotStatus::retainedWalBytes).orElse(null),
                slot.map(SlotStatus::safeWalBytes).orElse(null),
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
