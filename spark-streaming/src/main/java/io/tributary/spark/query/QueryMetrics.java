package io.tributary.spark.query;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.function.IntSupplier;

/** The process's numbers in Prometheus's text form. */
final class QueryMetrics implements AutoCloseable {

    private static final String TIMER = "tributary.sql.statements";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics garbageCollection = new JvmGcMetrics();
    private final Timer answered = timer("answered");
    private final Timer failed = timer("failed");
    private final Counter rejected = Counter.builder("tributary.sql.rejected")
            .description("Statements refused because as many as allowed were under way")
            .register(registry);

    /** @param running how many statements are under way */
    QueryMetrics(IntSupplier running) {
        Gauge.builder("tributary.sql.running", running::getAsInt)
                .description("Statements under way")
                .register(registry);
        new JvmMemoryMetrics().bindTo(registry);
        garbageCollection.bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
    }

    void answered(Duration elapsed) {
        answered.record(elapsed);
    }

    void failed(Duration elapsed) {
        failed.record(elapsed);
    }

    void rejected() {
        rejected.increment();
    }

    String scrape() {
        return registry.scrape();
    }

    private Timer timer(String outcome) {
        return Timer.builder(TIMER)
                .description("Statements and how long they took to the last byte")
                .tag("outcome", outcome)
                .register(registry);
    }

    @Override
    public void close() {
        garbageCollection.close();
        registry.close();
    }
}
