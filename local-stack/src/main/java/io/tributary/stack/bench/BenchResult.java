package io.tributary.stack.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One measurement.
 *
 * @param measurement what was measured
 * @param seconds how long it took
 * @param numbers the numbers by name, in the order in which they are shown; the unit is in the name
 * @param usage what the processes used meanwhile
 */
record BenchResult(Measurement measurement, double seconds, Map<String, Double> numbers, ProcessUsage usage) {

    BenchResult {
        numbers = new LinkedHashMap<>(numbers);
    }
}
