package io.tributary.stack.bench;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.TreeMap;

/**
 * What the processes used over a time.
 *
 * @param cpuSeconds by process, user and system together, of all its children too
 * @param peakBytes by process, the most memory it held at once; what processes share is counted in parts
 * @param peakTotalBytes the most that all together held at once
 */
record ProcessUsage(Map<String, Double> cpuSeconds, Map<String, Long> peakBytes, long peakTotalBytes) {

    ProcessUsage {
        requireNonNull(cpuSeconds, "cpuSeconds is null");
        requireNonNull(peakBytes, "peakBytes is null");
        cpuSeconds = new TreeMap<>(cpuSeconds);
        peakBytes = new TreeMap<>(peakBytes);
    }

    double totalCpuSeconds() {
        return cpuSeconds.values().stream().mapToDouble(Double::doubleValue).sum();
    }
}
