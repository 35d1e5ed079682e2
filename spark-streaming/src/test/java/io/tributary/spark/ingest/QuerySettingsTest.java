package io.tributary.spark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.spark.lake.Layer;
import io.tributary.spark.session.ProcessSettings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QuerySettingsTest {

    @Test
    void aBacklogOfHalfABatchIsSeenWithinASecondWhateverTheTrigger() {
        QuerySettings bronze = settings(Map.of("bronze.trigger.ms", "60000", "bronze.max.offsets", "1000"));

        assertThat(bronze.tick()).isEqualTo(Duration.ofSeconds(1));
        assertThat(bronze.enoughOffsets()).isEqualTo(500);
    }

    @Test
    void aShorterTriggerIsKeptAndOneOffsetIsEnoughForTheSmallestBatch() {
        QuerySettings bronze = settings(Map.of("bronze.trigger.ms", "200", "bronze.max.offsets", "1"));

        assertThat(bronze.tick()).isEqualTo(Duration.ofMillis(200));
        assertThat(bronze.enoughOffsets()).isEqualTo(1);
    }

    private static QuerySettings settings(Map<String, String> values) {
        return QuerySettings.of(ProcessSettings.of("the test", values), Layer.BRONZE);
    }
}
