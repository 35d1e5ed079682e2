package io.tributary.spark.status;

import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The numbers of {@code /status} and of the JVM for Prometheus. */
final class ProcessMetrics implements AutoCloseable {

    private final StatusReport report;
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics gc = new JvmGcMetrics();
    private final List<TableGauge> tableGauges = List.of(
            new TableGauge("tributary.table.rows", "Rows in the table", TableStatus::rows),
            new TableGauge("tributary.table.behind", "Records not in the table yet", TableStatus::behind),
            new TableGauge(
                    "tributary.table.freshness.seconds",
                    "Now minus the newest source commit time in the table",
                    table -> table.freshnessMillis() / 1000.0),
            new TableGauge(
                    "tributary.table.parked",
                    "1 if the table is parked",
                    table -> table.parkedSince() == null ? 0 : 1));
    private final List<QueryGauge> queryGauges = List.of(
            new QueryGauge("tributary.query.batch", "Id of the last batch", StatusReport.QueryStatus::batch),
            new QueryGauge(
                    "tributary.query.batch.seconds",
                    "Duration of the last batch",
                    query -> query.lastBatchMillis() / 1000.0),
            new QueryGauge(
                    "tributary.query.running",
                    "1 if the query runs",
                    query -> query.state().equals("RUNNING") ? 1 : 0));

    private final class TableGauge {
        private final MultiGauge gauge;
        private final ToDoubleFunction<TableStatus> value;

        TableGauge(String name, String help, ToDoubleFunction<TableStatus> value) {
            this.gauge = MultiGauge.builder(name).description(help).register(registry);
            this.value = value;
        }

        void set(List<TableStatus> tables) {
            gauge.register(
                    tables.stream()
                            .map(each -> MultiGauge.Row.of(
                                    Tags.of("layer", each.layer(), "table", each.name()), value.applyAsDouble(each)))
                            .toList(),
                    true);
        }
    }

    private final class QueryGauge {
        private final MultiGauge gauge;
        private final ToDoubleFunction<StatusReport.QueryStatus> value;

        QueryGauge(String name, String help, ToDoubleFunction<StatusReport.QueryStatus> value) {
            this.gauge = MultiGauge.builder(name).description(help).register(registry);
            this.value = value;
        }

        void set(List<StatusReport.QueryStatus> queries) {
            gauge.register(
                    queries.stream()
                            .map(each -> MultiGauge.Row.of(Tags.of("query", each.name()), value.applyAsDouble(each)))
                            .toList(),
                    true);
        }
    }

    ProcessMetrics(StatusReport report) {
        this.report = report;
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        gc.bindTo(registry);
    }

    synchronized String scrape() {
        StatusReport.Status status = report.status();
        tableGauges.forEach(gauge -> gauge.set(status.tables()));
        queryGauges.forEach(gauge -> gauge.set(status.queries()));
        return registry.scrape();
    }

    @Override
    public void close() {
        gc.close();
        registry.close();
    }
}
