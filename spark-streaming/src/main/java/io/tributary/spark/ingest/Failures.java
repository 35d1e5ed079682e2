package io.tributary.spark.ingest;

import io.tributary.schemas.registry.RegistryUnavailableException;
import io.tributary.schemas.registry.UnknownSchemaException;
import io.tributary.spark.clean.UndecodableRecordException;
import io.tributary.spark.lake.IncompatibleSchemaException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.Arrays;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** What an exception out of Spark or Hudi is really about. */
final class Failures {

    private static final int LONGEST = 500;

    private Failures() {}

    /** The undecodable record behind a failure, if that is what it is. */
    static Optional<UndecodableRecordException> undecodable(Throwable failure) {
        return find(failure, UndecodableRecordException.class);
    }

    /** Whether a schema is at fault, and so all records that were written with it. */
    static boolean isOfSchema(Throwable failure) {
        return find(failure, IncompatibleSchemaException.class).isPresent()
                || find(failure, UnknownSchemaException.class).isPresent();
    }

    /** Whether the work was broken off because the process stops, which is nobody's fault. */
    static boolean isInterruption(Throwable failure) {
        return find(failure, InterruptedException.class).isPresent()
                || find(failure, InterruptedIOException.class)
                        .filter(e -> !(e instanceof java.net.SocketTimeoutException))
                        .isPresent()
                || find(failure, ClosedByInterruptException.class).isPresent()
                || isOfStoppedSpark(failure);
    }

    /** Spark says so with exceptions of no special kind. */
    private static boolean isOfStoppedSpark(Throwable failure) {
        return chain(failure)
                .map(Throwable::getMessage)
                .anyMatch(message -> message != null
                        && (message.contains("because SparkContext was shut down")
                                || message.startsWith("Cannot call methods on a stopped SparkContext")));
    }

    /**
     * Whether Spark's Kafka source stumbled over a partition that is new while it waits for more records: it counts how far
     * it is behind there before it has anything to count from. A query that begins anew reads the partition.
     */
    static boolean isOfNewPartition(Throwable failure) {
        return find(failure, NoSuchElementException.class)
                .filter(missing -> Arrays.stream(missing.getStackTrace()).anyMatch(Failures::isCountOfWhatIsBehind))
                .isPresent();
    }

    private static boolean isCountOfWhatIsBehind(StackTraceElement frame) {
        return frame.getClassName().startsWith("org.apache.spark.sql.kafka010.KafkaMicroBatchStream")
                && frame.getMethodName().equals("metrics");
    }

    /** Whether Spark's Kafka source found that the brokers no longer have what it is to read. */
    static boolean isOfLostRecords(Throwable failure) {
        return lostRecords(failure).isPresent();
    }

    private static Optional<String> lostRecords(Throwable failure) {
        // Spark says so with an exception of no special kind, and advises to set this option.
        return find(failure, IllegalStateException.class)
                .map(Throwable::getMessage)
                .filter(message -> message.contains("failOnDataLoss"))
                .map(message -> message.lines().findFirst().orElse("").strip());
    }

    /** Whether the data is at fault, and the message says all there is to say. */
    static boolean isExplained(Throwable failure) {
        return explained(failure).isPresent();
    }

    private static Optional<Throwable> explained(Throwable failure) {
        return undecodable(failure)
                .<Throwable>map(e -> e)
                .or(() -> find(failure, IncompatibleSchemaException.class))
                .or(() -> find(failure, UnknownSchemaException.class))
                .or(() -> find(failure, RegistryUnavailableException.class));
    }

    /** One readable line. */
    static String describe(Throwable failure) {
        Optional<Throwable> known = explained(failure);
        if (known.isPresent()) {
            return known.get().getMessage();
        }
        Optional<String> lost = lostRecords(failure);
        if (lost.isPresent()) {
            return "Kafka no longer has what is to be read next: " + lost.get();
        }
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        String first = firstLine(failure);
        String last = root == failure ? "" : "; caused by " + firstLine(root);
        String line = first.contains(firstLine(root)) ? first : first + last;
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "..." : line;
    }

    private static String firstLine(Throwable failure) {
        String kind = failure.getClass().getSimpleName();
        String text = failure.getMessage() == null ? "" : failure.getMessage();
        return kind + ": " + text.lines().findFirst().orElse("").strip();
    }

    private static <T extends Throwable> Optional<T> find(Throwable failure, Class<T> type) {
        return chain(failure).filter(type::isInstance).map(type::cast).findFirst();
    }

    private static Stream<Throwable> chain(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).limit(50);
    }
}
