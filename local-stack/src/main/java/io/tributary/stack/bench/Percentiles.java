package io.tributary.stack.bench;

import java.util.Arrays;
import java.util.List;

/** Percentiles of samples, by the nearest rank. */
final class Percentiles {

    private final double[] sorted;

    /** @param samples at least one */
    Percentiles(List<Double> samples) {
        if (samples.isEmpty()) {
            throw new IllegalArgumentException("There are no samples");
        }
        this.sorted = samples.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
    }

    /** The smallest sample that at least so many percent of all do not exceed. */
    double at(double percent) {
        int rank = (int) Math.ceil(percent / 100 * sorted.length);
        return sorted[Math.max(1, rank) - 1];
    }

    double max() {
        return sorted[sorted.length - 1];
    }

    int count() {
        return sorted.length;
    }
}
