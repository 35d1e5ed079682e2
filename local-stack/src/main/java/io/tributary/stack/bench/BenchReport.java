package io.tributary.stack.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * All measurements of one run.
 *
 * @param results in the order in which they were made
 */
public record BenchReport(List<BenchResult> results) {

    private static final ObjectMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final double MEGABYTE = 1 << 20;

    public BenchReport {
        results = List.copyOf(results);
    }

    /** One table for people. */
    public String table() {
        StringBuilder table = new StringBuilder(String.format("%-11s %-34s %14s%n", "measurement", "number", "value"));
        for (BenchResult result : results) {
            String name = result.measurement().label();
            line(table, name, "seconds", result.seconds());
            result.numbers().forEach((number, value) -> line(table, name, number, value));
            line(table, name, "cpu_seconds", result.usage().totalCpuSeconds());
            result.usage().cpuSeconds().forEach((process, value) -> line(table, name, "cpu_seconds " + process, value));
            line(table, name, "peak_memory_mb", result.usage().peakTotalBytes() / MEGABYTE);
            result.usage()
                    .peakBytes()
                    .forEach((process, value) -> line(table, name, "peak_memory_mb " + process, value / MEGABYTE));
        }
        return table.toString();
    }

    /** The same for programs. */
    public String json() {
        ObjectNode report = MAPPER.createObjectNode();
        report.put("cpus", Runtime.getRuntime().availableProcessors());
        report.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        report.put("java", System.getProperty("java.version"));
        for (BenchResult result : results) {
            ObjectNode one = report.putObject(result.measurement().label().replace('-', '_'));
            one.put("seconds", rounded(result.seconds()));
            result.numbers().forEach((number, value) -> one.put(number, rounded(value)));
            one.put("cpu_seconds", rounded(result.usage().totalCpuSeconds()));
            putAll(one.putObject("cpu_seconds_by_process"), result.usage().cpuSeconds());
            one.put("peak_memory_bytes", result.usage().peakTotalBytes());
            ObjectNode peaks = one.putObject("peak_memory_bytes_by_process");
            result.usage().peakBytes().forEach(peaks::put);
        }
        try {
            return MAPPER.writeValueAsString(report);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree is always writable as JSON", e);
        }
    }

    private static void putAll(ObjectNode node, Map<String, Double> values) {
        values.forEach((name, value) -> node.put(name, rounded(value)));
    }

    private static void line(StringBuilder table, String measurement, String number, double value) {
        table.append(String.format(Locale.ROOT, "%-11s %-34s %,14.1f%n", measurement, number, value));
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
