package io.tributary.stack.deadletter;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.tributary.schemas.naming.RedriveHeaders;
import io.tributary.schemas.naming.ReplayHeaders;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Makes of a dead letter the record that it was, with what is needed to find its first place again. */
final class SecondTry {

    private static final String CONNECT_ERRORS = "__connect.errors.";
    private static final String ERRORS = "tributary.error.";

    private SecondTry() {}

    /** Why a dead letter cannot be sent again; empty if it can. */
    static Optional<String> obstacle(DeadLetter letter) {
        if (letter.rawTopic().isEmpty()
                || letter.rawPartition().isEmpty()
                || letter.rawOffset().isEmpty()) {
            return Optional.of("it was set aside before it was in a raw topic, so there is no record to send; repair it"
                    + " at the source");
        }
        if (letter.isOfTable()) {
            return Optional.of(
                    "it is clean already, and its table could not take it; if a contract gives its columns other types now,"
                            + " replay the dataset with --step clean");
        }
        if (letter.isOfDropped()) {
            return Optional.of(
                    "Kafka has dropped what it stands for; replay the dataset with --step clean --from earliest,"
                            + " which takes it from the archive");
        }
        if (letter.headers().lastHeader(ReplayHeaders.REPLAY) != null) {
            return Optional.of("it was set aside in a replay, and nobody knows what came after it; fix the cause and"
                    + " replay the dataset again");
        }
        if (letter.snapshotOrdering().isEmpty()) {
            return Optional.of("it was set aside by a version that did not note its place in the order of changes");
        }
        if (letter.record().value() == null) {
            return Optional.of("its bytes are not in it, as the record had none or too many; the original is at "
                    + letter.rawTopic().get() + "-" + letter.rawPartition().get() + "@"
                    + letter.rawOffset().get());
        }
        return Optional.empty();
    }

    /** The record; only without an {@link #obstacle}. */
    static ProducerRecord<byte[], byte[]> of(DeadLetter letter) {
        Headers headers = new RecordHeaders();
        letter.headers().forEach(header -> {
            if (!header.key().startsWith(CONNECT_ERRORS) && !header.key().startsWith(ERRORS)) {
                headers.add(header);
            }
        });
        headers.remove(RedriveHeaders.OFFSET);
        headers.add(
                RedriveHeaders.OFFSET,
                Long.toString(letter.rawOffset().orElseThrow()).getBytes(US_ASCII));
        return new ProducerRecord<>(
                letter.rawTopic().orElseThrow(),
                Math.toIntExact(letter.rawPartition().orElseThrow()),
                letter.record().timestamp(),
                letter.record().key(),
                letter.record().value(),
                headers);
    }
}
