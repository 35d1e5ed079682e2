package io.tributary.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.spark.hudi.HudiSettings;
import io.tributary.spark.session.ProcessSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IngestSettingsTest {

    private static final Map<String, String> LEAST = Map.of(
            "bootstrap.servers", "127.0.0.1:19092",
            "schema.registry.url", "http://127.0.0.1:18081/apis/ccompat/v7",
            "lake.root", "s3a://lake/");

    @Test
    void leftOutKeysHaveDefaults() {
        IngestSettings settings = of(Map.of());

        assertThat(settings.storage().root()).isEqualTo("s3a://lake");
        assertThat(settings.storage().endpoint()).isEmpty();
        assertThat(settings.httpPort()).isEqualTo(18085);
        assertThat(settings.silver().trigger()).isLessThan(settings.bronze().trigger());
        assertThat(settings.tables()).isEqualTo(HudiSettings.DEFAULTS);
        assertThat(settings.spark()).isEmpty();
    }

    @Test
    void everyKeyIsTaken() {
        Map<String, String> more = new HashMap<>();
        more.put("s3.endpoint", "http://127.0.0.1:19000");
        more.put("s3.access.key", "a");
        more.put("s3.secret.key", "very-secret");
        more.put("s3.path.style", "false");
        more.put("http.port", "0");
        more.put("silver.trigger.ms", "2500");
        more.put("bronze.trigger.ms", "7000");
        more.put("silver.max.offsets", "10");
        more.put("bronze.max.offsets", "20");
        more.put("table.writers", "3");
        more.put("silver.index", "bloom");
        more.put("spark.master", "local[1]");
        more.put("kafka.security.protocol", "SSL");

        IngestSettings settings = of(more);

        assertThat(settings.silver().trigger()).isEqualTo(Duration.ofMillis(2500));
        assertThat(settings.bronze().maxOffsets()).isEqualTo(20);
        assertThat(settings.silver().tableWriters()).isEqualTo(3);
        assertThat(settings.tables().silverIndex()).isEqualTo(HudiSettings.SilverIndex.BLOOM);
        assertThat(settings.spark()).containsEntry("spark.master", "local[1]");
        assertThat(settings.silver().kafka()).containsEntry("kafka.security.protocol", "SSL");
        assertThat(settings.storage().toString()).doesNotContain("very-secret");
    }

    @ParameterizedTest
    @CsvSource({
        "silver.trigger.ms, soon, 'Setting ''silver.trigger.ms'' in the test must be a whole number of at least 0'",
        "table.writers, 0, 'Setting ''table.writers'' in the test must be a whole number of at least 1'",
        "s3.path.style, yes, 'Setting ''s3.path.style'' in the test must be true or false'",
        "silver.index, hash, 'Setting ''silver.index'' in the test must be one of [SIMPLE, BLOOM, AUTO]'",
        "lake.root, lake, it must be a location with a scheme",
        "s3.access.key, a, give both or neither",
        "silver.triger.ms, 1, 'Unknown settings [silver.triger.ms] in the test'"
    })
    void aBadSettingIsNamed(String key, String value, String message) {
        assertThatThrownBy(() -> of(Map.of(key, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aMissingSettingIsNamed() {
        assertThatThrownBy(() -> IngestSettings.of(ProcessSettings.of("the test", Map.of())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Setting 'bootstrap.servers' is missing in the test");
    }

    private static IngestSettings of(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(LEAST);
        all.putAll(more);
        return IngestSettings.of(ProcessSettings.of("the test", all));
    }
}
