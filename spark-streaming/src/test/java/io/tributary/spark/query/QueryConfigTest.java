package io.tributary.spark.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.spark.session.ProcessSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class QueryConfigTest {

    @Test
    void everythingButTheLakeHasADefault() {
        QueryConfig config = config(Map.of());
        assertThat(config.storage().root()).isEqualTo("s3a://lake");
        assertThat(config.port()).isEqualTo(18086);
        assertThat(config.maxQueries()).isEqualTo(4);
        assertThat(config.timeout()).isEqualTo(Duration.ofMinutes(10));
        assertThat(config.tableRows()).isEqualTo(1000);
        assertThat(config.spillBytes()).isEqualTo(2L << 30);
        assertThat(config.spark()).isEmpty();
    }

    @Test
    void everythingCanBeSet() {
        QueryConfig config = config(Map.of(
                "http.port", "21501",
                "max.queries", "2",
                "query.timeout.ms", "1500",
                "table.max.rows", "50",
                "spill.max.bytes", "0",
                "spark.master", "local[4]"));
        assertThat(config.port()).isEqualTo(21501);
        assertThat(config.maxQueries()).isEqualTo(2);
        assertThat(config.timeout()).isEqualTo(Duration.ofMillis(1500));
        assertThat(config.tableRows()).isEqualTo(50);
        assertThat(config.spillBytes()).isZero();
        assertThat(config.spark()).containsExactly(Map.entry("spark.master", "local[4]"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http.prot        | 1      | Unknown settings [http.prot] in test",
                "http.port        | 70000  | Setting 'http.port' must be at most 65535; it is 70000",
                "http.port        | many   | Setting 'http.port' in test must be a whole number of at least 0",
                "max.queries      | 0      | Setting 'max.queries' in test must be a whole number of at least 1",
                "max.queries      | 65     | Setting 'max.queries' must be at most 64; it is 65",
                "table.max.rows   | 100001 | Setting 'table.max.rows' must be at most 100000; it is 100001",
                "table.max.rows   | 4294967297 | Setting 'table.max.rows' must be at most 100000; it is 4294967297",
                "query.timeout.ms | 0      | Setting 'query.timeout.ms' in test must be a whole number of at least 1",
            })
    void aWrongSettingIsNamed(String key, String value, String message) {
        assertThatThrownBy(() -> config(Map.of(key, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
    }

    private static QueryConfig config(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("lake.root", "s3a://lake/");
        return QueryConfig.of(ProcessSettings.of("test", all));
    }
}
