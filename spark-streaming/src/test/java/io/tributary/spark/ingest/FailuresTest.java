package io.tributary.spark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.spark.lake.IncompatibleSchemaException;
import org.junit.jupiter.api.Test;

class FailuresTest {

    @Test
    void theDataAtFaultIsNamedWithoutTheWayItCame() {
        Exception failure = new RuntimeException(
                "Job aborted due to stage failure", new IncompatibleSchemaException("Column 'a' changed"));

        assertThat(Failures.describe(failure)).isEqualTo("Column 'a' changed");
        assertThat(Failures.isExplained(failure)).isTrue();
    }

    @Test
    void anyOtherFailureIsOneLineWithItsRoot() {
        Exception failure =
                new RuntimeException("Failed to upsert\n  at all", new java.io.IOException("No space left on device"));

        assertThat(Failures.describe(failure))
                .isEqualTo("RuntimeException: Failed to upsert; caused by IOException: No space left on device");
        assertThat(Failures.isExplained(failure)).isFalse();
    }

    @Test
    void aStopIsToldFromATimeout() {
        assertThat(Failures.isInterruption(new RuntimeException(new InterruptedException())))
                .isTrue();
        assertThat(Failures.isInterruption(new RuntimeException(new java.net.SocketTimeoutException())))
                .isFalse();
    }
}
