package io.tributary.spark.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WarmUpTest {

    @TempDir
    private static Path folder;

    @Test
    void waitsForATableAndThenAsksIt() {
        TestLake lake = new TestLake(folder);
        SparkSession session = lake.querySession();
        QueryEngine engine = new QueryEngine(session, 0);
        LakeFolders folders = new LakeFolders(
                lake.storage().root(), "lake_", session.sessionState().newHadoopConf());
        try (QueryWatch watch = new QueryWatch(engine::cancelJobGroup);
                WarmUp warmUp = new WarmUp(engine, watch, folders)) {
            assertThat(warmUp.tryTable()).isFalse();
            lake.upsert("bronze", "shop_orders", "SELECT id FROM range(3)");
            assertThat(warmUp.tryTable()).isTrue();
            assertThat(watch.count()).isZero();
        }
    }
}
