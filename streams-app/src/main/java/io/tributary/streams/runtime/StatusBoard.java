package io.tributary.streams.runtime;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.tributary.schemas.naming.Dataset;
import io.tributary.streams.deadletter.Rule;
import io.tributary.streams.topology.CleaningObserver;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/** The numbers that status and metrics show, per dataset. Thread-safe. */
public final class StatusBoard implements CleaningObserver {

    private final MeterRegistry meters;
    private final ConcurrentMap<Dataset, Line> lines = new ConcurrentHashMap<>();
    private final AtomicReference<String> error = new AtomicReference<>();

    /**
     * What is shown of a dataset.
     *
     * @param records clean records since the app started
     * @param deadLetters dead letters since the dataset is captured, in the partitions that this instance has
     * @param warnings rules broken that only warn, since the app started
     * @param lastSourceTsMicros commit time of the newest change passed on; 0 if there was none since the app started
     */
    public record DatasetStatus(
            Dataset dataset, long records, long deadLetters, long warnings, long lastSourceTsMicros) {}

    private static final class Line {
        private final LongAdder records = new LongAdder();
        private final AtomicLong lastSourceTsMicros = new AtomicLong();
        private final ConcurrentMap<Integer, Long> deadLetters = new ConcurrentHashMap<>();
        private final Map<Rule, Counter> rules = new EnumMap<>(Rule.class);
        private final LongAdder warnings = new LongAdder();
        private final Map<String, Counter> broken = new HashMap<>();

        private double deadLetters() {
            return deadLetters.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    public StatusBoard(MeterRegistry meters) {
        this.meters = meters;
    }

    @Override
    public void cleaned(Dataset dataset, long sourceTsMicros) {
        Line line = line(dataset);
        line.records.increment();
        if (line.lastSourceTsMicros.get() < sourceTsMicros) {
            line.lastSourceTsMicros.accumulateAndGet(sourceTsMicros, Math::max);
        }
    }

    @Override
    public void deadLettered(Dataset dataset, Rule rule) {
        Line line = line(dataset);
        Counter counter;
        synchronized (line.rules) {
            counter = line.rules.computeIfAbsent(rule, broken -> Counter.builder("tributary.streams.dead.letters")
                    .description("Records sent to the dead-letter topic since the app started")
                    .tags(tags(dataset).and("rule", broken.code()))
                    .register(meters));
        }
        counter.increment();
    }

    @Override
    public void warned(Dataset dataset, Rule rule, String field) {
        Line line = line(dataset);
        line.warnings.increment();
        Counter counter;
        synchronized (line.broken) {
            counter = line.broken.computeIfAbsent(
                    rule.code() + " " + field, ignored -> Counter.builder("tributary.streams.warnings")
                            .description("Records that broke a rule which only warns, since the app started")
                            .tags(tags(dataset).and("rule", rule.code()).and("field", field))
                            .register(meters));
        }
        counter.increment();
    }

    @Override
    public void deadLetters(Dataset dataset, int partition, long number) {
        line(dataset).deadLetters.put(partition, number);
    }

    /** Says what is wrong with the infrastructure, or with null that nothing is. */
    public void infrastructure(String problem) {
        error.set(problem);
    }

    /** What is wrong with the infrastructure, or null. */
    public String error() {
        return error.get();
    }

    /** All datasets seen, by name. */
    public List<DatasetStatus> datasets() {
        return lines.entrySet().stream()
                .map(entry -> new DatasetStatus(
                        entry.getKey(),
                        entry.getValue().records.sum(),
                        (long) entry.getValue().deadLetters(),
                        entry.getValue().warnings.sum(),
                        entry.getValue().lastSourceTsMicros.get()))
                .sorted(Comparator.comparing(status -> status.dataset().cleanTopic()))
                .toList();
    }

    private Line line(Dataset dataset) {
        Line line = lines.get(dataset);
        return line != null ? line : lines.computeIfAbsent(dataset, this::newLine);
    }

    private Line newLine(Dataset dataset) {
        Line line = new Line();
        Tags tags = tags(dataset);
        FunctionCounter.builder("tributary.streams.records", line.records, LongAdder::doubleValue)
                .description("Records sent to the clean topic since the app started")
                .tags(tags)
                .register(meters);
        Gauge.builder("tributary.streams.last.source.seconds", line, l -> l.lastSourceTsMicros.get() / 1e6)
                .description("Commit time at the source of the newest change passed on, seconds since 1970")
                .tags(tags)
                .register(meters);
        Gauge.builder("tributary.streams.dead.letters.kept", line, Line::deadLetters)
                .description("Dead letters since the dataset is captured")
                .tags(tags)
                .register(meters);
        return line;
    }

    private static Tags tags(Dataset dataset) {
        return Tags.of("source", dataset.source(), "dataset", dataset.name());
    }
}
