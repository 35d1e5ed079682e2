package io.tributary.spark.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tributary.spark.lake.IncompatibleSchemaException;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.apache.spark.SparkException;
import org.apache.spark.sql.kafka010.KafkaMicroBatchStream$;
import org.apache.spark.sql.kafka010.KafkaSourceOffset;
import org.apache.spark.sql.kafka010.KafkaSourceProvider$;
import org.junit.jupiter.api.Test;
import scala.collection.immutable.Map$;

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

    @Test
    void aTableIsNotToBlameForTheEndOfSpark() {
        assertThat(Failures.isInterruption(
                        new RuntimeException(new SparkException("Job 7 cancelled because SparkContext was shut down"))))
                .isTrue();
        assertThat(Failures.isInterruption(new IllegalStateException(
                        "Cannot call methods on a stopped SparkContext.\nThis stopped SparkContext was created at:")))
                .isTrue();
        assertThat(Failures.isInterruption(new SparkException("Job 7 cancelled because of a stage")))
                .isFalse();
        assertThat(Failures.isInterruption(new IllegalStateException((String) null)))
                .isFalse();
    }

    /** As Spark itself fails, so that another version of it that fails otherwise does not go unnoticed. */
    @Test
    void aNewPartitionIsNoFailure() {
        scala.collection.immutable.Map<TopicPartition, Object> none = Map$.MODULE$.empty();
        scala.collection.immutable.Map<TopicPartition, Object> appeared =
                none.updated(new TopicPartition("clean.shop.orders", 0), 5L);

        Throwable failure = catchThrowable(
                () -> KafkaMicroBatchStream$.MODULE$.metrics(Optional.of(new KafkaSourceOffset(none)), appeared));

        assertThat(failure).isInstanceOf(NoSuchElementException.class);
        assertThat(Failures.isOfNewPartition(new RuntimeException(failure))).isTrue();
        assertThat(Failures.isOfNewPartition(new NoSuchElementException("None.get")))
                .isFalse();
    }

    /** With the advice that Spark itself gives, by which the failure is known. */
    @Test
    void lostRecordsAreToldWithoutAdviceThatNobodyCanFollow() {
        String advice = KafkaSourceProvider$.MODULE$.INSTRUCTION_FOR_FAIL_ON_DATA_LOSS_TRUE();
        Exception failure =
                new RuntimeException("Job aborted", new IllegalStateException("Cannot fetch offset 6. " + advice));

        assertThat(Failures.isOfLostRecords(failure)).isTrue();
        assertThat(Failures.describe(failure))
                .isEqualTo("Kafka no longer has what is to be read next: Cannot fetch offset 6.");
        assertThat(Failures.isOfLostRecords(new IllegalStateException("Cannot fetch offset 6")))
                .isFalse();
    }
}
