package io.tributary.spark.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.spark.load.TestSpark;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointPositionTest {

    @TempDir
    private Path checkpoint;

    @Test
    void isTheEndOfTheLastBatchThatIsDone() throws Exception {
        write("offsets/0", "v1\n{}\n{\"clean.shop.a\":{\"0\":5}}");
        write("commits/0", "v1\n{\"nextBatchWatermarkMs\":0}");
        write("offsets/1", "v1\n{}\n{\"clean.shop.a\":{\"0\":9,\"1\":3}}");

        assertThat(CheckpointPosition.read(TestSpark.session(), "file://" + checkpoint))
                .isEqualTo(Map.of("clean.shop.a", Map.of(0, 5L)));
    }

    @Test
    void isEmptyBeforeTheFirstBatch() {
        assertThat(CheckpointPosition.read(TestSpark.session(), "file://" + checkpoint))
                .isEmpty();
    }

    @Test
    void damagedOffsetsAreAnError() {
        assertThatThrownBy(() -> CheckpointPosition.parse("{oops"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("{oops");
    }

    private void write(String name, String text) throws Exception {
        Path file = checkpoint.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
