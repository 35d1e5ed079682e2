package io.tributary.stack.bench;

import io.tributary.stack.status.ProcessStatus;
import io.tributary.stack.status.StackStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Reads what processes use from {@code /proc}; where there is none, as on macOS, it measures nothing. */
final class ProcessMeter implements AutoCloseable {

    private static final Duration EVERY = Duration.ofSeconds(1);
    /** USER_HZ is 100 on every Linux that Java runs on. */
    private static final double TICKS_A_SECOND = 100;

    private static final Path PROC = Path.of("/proc");

    private final Supplier<StackStatus> status;
    private final Map<String, Double> cpuAtStart;
    private final Map<String, Long> peaks = new HashMap<>();
    private final ScheduledExecutorService sampler = Executors.newSingleThreadScheduledExecutor(runnable -> {
        Thread thread = new Thread(runnable, "process-meter");
        thread.setDaemon(true);
        return thread;
    });
    private long peakTotal;

    /** Begins to measure now. */
    ProcessMeter(Supplier<StackStatus> status) {
        this(status, true);
    }

    private ProcessMeter(Supplier<StackStatus> status, boolean fromNow) {
        this.status = status;
        this.cpuAtStart = fromNow ? cpu() : Map.of();
        sampler.scheduleWithFixedDelay(this::sample, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Begins to measure with what the processes have used since they were started. */
    static ProcessMeter sinceProcessStart(Supplier<StackStatus> status) {
        return new ProcessMeter(status, false);
    }

    /** What was used since the beginning. A process that was started anew counts from its start. */
    ProcessUsage usage() {
        sample();
        Map<String, Double> used = new HashMap<>();
        cpu().forEach((name, seconds) -> {
            double before = cpuAtStart.getOrDefault(name, 0.0);
            used.put(name, seconds < before ? seconds : seconds - before);
        });
        synchronized (this) {
            return new ProcessUsage(used, peaks, peakTotal);
        }
    }

    @Override
    public void close() {
        sampler.shutdownNow();
    }

    private synchronized void sample() {
        long total = 0;
        for (ProcessStatus process : status.get().processes()) {
            long bytes = tree(process).mapToLong(ProcessMeter::residentBytes).sum();
            peaks.merge(process.name(), bytes, Math::max);
            total += bytes;
        }
        peakTotal = Math.max(peakTotal, total);
    }

    private Map<String, Double> cpu() {
        Map<String, Double> cpu = new HashMap<>();
        for (ProcessStatus process : status.get().processes()) {
            cpu.put(
                    process.name(),
                    tree(process).mapToDouble(ProcessMeter::cpuSeconds).sum());
        }
        return cpu;
    }

    /** A process and all below it: Postgres has a process for every connection. */
    private static Stream<Long> tree(ProcessStatus process) {
        if (process.pid() == null) {
            return Stream.empty();
        }
        return ProcessHandle.of(process.pid()).stream()
                .flatMap(handle -> Stream.concat(Stream.of(handle), handle.descendants()))
                .map(ProcessHandle::pid);
    }

    /** CPU time of a process and of its children that have ended. */
    private static double cpuSeconds(long pid) {
        String stat = read(pid, "stat");
        if (stat.isEmpty()) {
            return 0;
        }
        // The name, in parentheses, may hold blanks; utime, stime, cutime and cstime are fields 14 to 17.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        long ticks = 0;
        for (int field = 11; field <= 14; field++) {
            ticks += Long.parseLong(fields[field]);
        }
        return ticks / TICKS_A_SECOND;
    }

    private static long residentBytes(long pid) {
        List<String> lines = read(pid, "smaps_rollup").lines().toList();
        return lines.stream()
                .filter(line -> line.startsWith("Pss:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
                .findFirst()
                .orElse(0);
    }

    private static String read(long pid, String file) {
        try {
            return Files.readString(PROC.resolve(Long.toString(pid)).resolve(file));
        } catch (IOException e) {
            // The process has ended, or there is no /proc.
            return "";
        }
    }
}
