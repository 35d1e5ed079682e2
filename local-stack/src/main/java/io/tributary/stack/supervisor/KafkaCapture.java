package io.tributary.stack.supervisor;

import io.tributary.schemas.contract.Contracts;
import io.tributary.stack.config.PortRole;
import io.tributary.stack.config.SourceConfig;
import io.tributary.stack.connect.CaptureReport;
import io.tributary.stack.connect.CaptureSettings;
import io.tributary.stack.connect.ConnectClient;
import io.tributary.stack.connect.ConnectorState;
import io.tributary.stack.connect.PluginReport;
import io.tributary.stack.connect.SourceCaptures;
import io.tributary.stack.connect.SourceReport;
import io.tributary.stack.layout.ProcessName;
import io.tributary.stack.process.ProcessContext;
import io.tributary.stack.source.SlotStatus;
import io.tributary.stack.source.TableName;
import io.tributary.stack.status.ConnectorStatus;
import io.tributary.stack.status.SourceStatus;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Captures by Kafka Connect and Debezium. */
final class KafkaCapture implements Capture {

    private final SourceCaptures captures;
    private final Set<String> secrets;

    private KafkaCapture(SourceCaptures captures, Set<String> secrets) {
        this.captures = captures;
        this.secrets = secrets;
    }

    /** @param contracts gives those by which the Streams app works */
    static KafkaCapture of(StackPlan plan, Supplier<Contracts> contracts) {
        ProcessContext context = plan.context();
        URI connect = URI.create(
                "http://127.0.0.1:" + context.config().stack().ports().of(PortRole.CONNECT));
        // Also those of sources that were captured once: what is said of them may still be on its way.
        Set<String> secrets = ConcurrentHashMap.newKeySet();
        CaptureSettings settings = new CaptureSettings(
                context.installation().connectorTemplate(),
                context.installation().filesTemplate(),
                context.installation().tmdbTemplate(),
                URI.create(EndpointList.of(plan).registry().url()),
                context.config().stack().partitions(),
                1,
                context.state().secrets(),
                context.state().scratch(ProcessName.CONNECT),
                Map.of());
        ConnectClient client = new ConnectClient(connect, () -> List.copyOf(secrets));
        return new KafkaCapture(new SourceCaptures(client, settings, contracts), secrets);
    }

    @Override
    public void capture(List<SourceConfig> sources) {
        sources.forEach(this::hide);
        captures.capture(sources);
    }

    @Override
    public void release(SourceConfig source, Consumer<String> notice) {
        hide(source);
        captures.release(source, notice);
    }

    private void hide(SourceConfig source) {
        source.secrets().forEach(secret -> secrets.add(secret.reveal()));
    }

    @Override
    public void refresh() {
        captures.reconcile();
    }

    @Override
    public View view() {
        List<SourceReport> reports = captures.reports();
        return new View(
                reports.stream()
                        .flatMap(report -> report.connectors().stream().map(state -> connector(report, state)))
                        .toList(),
                reports.stream().map(KafkaCapture::source).toList());
    }

    private static ConnectorStatus connector(SourceReport report, ConnectorState state) {
        return new ConnectorStatus(
                state.name(),
                report.source(),
                state.state(),
                state.tasks().stream().map(KafkaCapture::task).toList(),
                state.error().orElse(null));
    }

    private static ConnectorStatus.TaskStatus task(ConnectorState.Task task) {
        return new ConnectorStatus.TaskStatus(task.id(), task.state());
    }

    private static SourceStatus source(SourceReport report) {
        return report instanceof CaptureReport postgres ? postgres(postgres) : plugin((PluginReport) report);
    }

    private static SourceStatus plugin(PluginReport report) {
        return new SourceStatus(
                report.source(),
                report.type(),
                null,
                null,
                null,
                null,
                null,
                report.datasets(),
                List.of(),
                List.of(),
                List.of(),
                report.error().orElse(null));
    }

    private static SourceStatus postgres(CaptureReport report) {
        Optional<SlotStatus> slot = report.slot();
        return new SourceStatus(
                report.source(),
                SourceStatus.POSTGRES,
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
