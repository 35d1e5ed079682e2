package io.tributary.spark.load;

import io.tributary.spark.hudi.HudiSettings;
import io.tributary.spark.session.ProcessSettings;
import java.util.Map;

/** Who writes small batches: a table must end up the same. */
public enum WrittenBy {
    DRIVER("1000000"),
    TASKS("0");

    private final HudiSettings settings;

    WrittenBy(String driverTableRows) {
        settings = HudiSettings.of(ProcessSettings.of("the test", Map.of("table.driver.max.rows", driverTableRows)));
    }

    public HudiSettings settings() {
        return settings;
    }

    public WrittenBy other() {
        return this == DRIVER ? TASKS : DRIVER;
    }
}
