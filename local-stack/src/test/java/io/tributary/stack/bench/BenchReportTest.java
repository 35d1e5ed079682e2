package io.tributary.stack.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BenchReportTest {

    private final BenchReport report = new BenchReport(List.of(new BenchResult(
            Measurement.SNAPSHOT,
            50,
            Map.of("rows_per_second", 20_000.0),
            new ProcessUsage(Map.of("spark", 30.5, "connect", 9.5), Map.of("spark", 2L << 30), 3L << 30))));

    @Test
    void tableShowsEveryNumber() {
        assertThat(report.table())
                .contains("snapshot    rows_per_second                          20,000.0")
                .contains("snapshot    cpu_seconds                                  40.0")
                .contains("snapshot    cpu_seconds spark                            30.5")
                .contains("snapshot    peak_memory_mb                            3,072.0");
    }

    @Test
    void jsonHoldsTheSame() throws Exception {
        JsonNode snapshot = new ObjectMapper().readTree(report.json()).path("snapshot");

        assertThat(snapshot.path("rows_per_second").asDouble()).isEqualTo(20_000);
        assertThat(snapshot.path("cpu_seconds_by_process").path("connect").asDouble())
                .isEqualTo(9.5);
        assertThat(snapshot.path("peak_memory_bytes").asLong()).isEqualTo(3L << 30);
    }
}
