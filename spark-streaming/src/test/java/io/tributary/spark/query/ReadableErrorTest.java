package io.tributary.spark.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import org.apache.spark.SparkException;
import org.junit.jupiter.api.Test;

final class ReadableErrorTest {

    @Test
    void aStoreThatIsDownIsNamed() {
        IOException refused = new ConnectException("Connection refused");
        assertThat(ReadableError.of(new UncheckedIOException(new IOException("getFileStatus on s3a://lake", refused))))
                .isEqualTo(new ReadableError(
                        500, "The lake's object store does not answer (Connection refused); see 'tributary status'"));
    }

    @Test
    void anotherStoreProblemIsItsFirstLine() {
        assertThat(ReadableError.of(new ExecutionFailedException(new IOException("Access Denied\nRequest 17"))))
                .isEqualTo(new ReadableError(500, "The lake could not be read: Access Denied"));
    }

    @Test
    void tooLittleMemoryIsTheStatementsFault() {
        SparkException failed = new SparkException("Job aborted", new OutOfMemoryError("Java heap space"));
        assertThat(ReadableError.of(new ExecutionFailedException(failed)))
                .isEqualTo(new ReadableError(
                        400, "The statement needs more memory than the SQL process has; ask for less at a time"));
    }

    @Test
    void whatNobodyForesawPointsToTheLog() {
        assertThat(ReadableError.of(new IllegalStateException("odd")))
                .isEqualTo(new ReadableError(
                        500, "The statement failed inside Spark (odd); the log of the SQL process says more"));
    }

    @Test
    void onlyAFileThatIsGoneIsWorthAnotherTry() {
        assertThat(ReadableError.isFileGone(new ExecutionFailedException(new FileNotFoundException("x.parquet"))))
                .isTrue();
        assertThat(ReadableError.isFileGone(new ExecutionFailedException(new IOException("Access Denied"))))
                .isFalse();
    }
}
