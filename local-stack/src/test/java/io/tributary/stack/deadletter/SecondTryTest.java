package io.tributary.stack.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.schemas.registry.InMemorySchemaRegistry;
import io.tributary.stack.config.ConfigException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class SecondTryTest {

    private static final byte[] KEY = {0, 1};
    private static final byte[] VALUE = {0, 2, 3};

    @Test
    void isTheOriginalRecordWithItsFirstPlace() {
        DeadLetter letter = letter(
                VALUE,
                "__debezium.newkey=Struct{id=2}",
                "tributary.redrive.offset=4",
                "tributary.snapshot.ordering=90",
                "__connect.errors.topic=raw.shop.public.orders",
                "__connect.errors.partition=1",
                "__connect.errors.offset=77",
                "tributary.error.rule=range");

        ProducerRecord<byte[], byte[]> record = SecondTry.of(letter);

        assertThat(SecondTry.obstacle(letter)).isEmpty();
        assertThat(record.topic()).isEqualTo("raw.shop.public.orders");
        assertThat(record.partition()).isEqualTo(1);
        assertThat(record.timestamp()).isEqualTo(1_700_000_000_000L);
        assertThat(record.key()).isEqualTo(KEY);
        assertThat(record.value()).isEqualTo(VALUE);
        List<String> headers = new ArrayList<>();
        record.headers().forEach(header -> headers.add(header.key() + "=" + new String(header.value(), UTF_8)));
        assertThat(headers)
                .containsExactlyInAnyOrder(
                        "__debezium.newkey=Struct{id=2}",
                        "tributary.snapshot.ordering=90",
                        "tributary.redrive.offset=77");
    }

    @Test
    void aRecordThatATableCouldNotTakeIsNotSent() {
        DeadLetter letter = letter(
                VALUE,
                "__connect.errors.topic=clean.shop.orders",
                "__connect.errors.partition=1",
                "__connect.errors.offset=77",
                "tributary.error.rule=table");

        assertThat(SecondTry.obstacle(letter)).hasValueSatisfying(obstacle -> assertThat(obstacle)
                .startsWith("it is clean already, and its table could not take it"));
    }

    @Test
    void aLetterOfWhatKafkaDroppedIsNotSent() {
        DeadLetter letter = letter(
                null,
                "tributary.error.rule=dropped",
                "tributary.snapshot.ordering=90",
                "__connect.errors.topic=raw.shop.public.orders",
                "__connect.errors.partition=1",
                "__connect.errors.offset=77");

        assertThat(SecondTry.obstacle(letter))
                .hasValue("Kafka has dropped what it stands for; replay the dataset with --step clean --from earliest,"
                        + " which takes it from the archive");
    }

    @Test
    void aLetterOfAReplayIsNotSent() {
        DeadLetter letter = letter(
                VALUE,
                "tributary.replay=current",
                "tributary.snapshot.ordering=90",
                "__connect.errors.topic=raw.shop.public.orders",
                "__connect.errors.partition=1",
                "__connect.errors.offset=77");

        assertThat(SecondTry.obstacle(letter))
                .hasValue(
                        "it was set aside in a replay, and nobody knows what came after it; fix the cause and replay the"
                                + " dataset again");
    }

    @Test
    void aLetterThatWasNeverInARawTopicIsNotSent() {
        assertThat(SecondTry.obstacle(letter(VALUE, "tributary.error.rule=ragged-row")))
                .hasValue(
                        "it was set aside before it was in a raw topic, so there is no record to send; repair it at the"
                                + " source");
    }

    @Test
    void aLetterWithoutItsPlaceInTheOrderIsNotSent() {
        assertThat(SecondTry.obstacle(letter(
                        VALUE,
                        "__connect.errors.topic=raw.shop.a",
                        "__connect.errors.partition=0",
                        "__connect.errors.offset=7")))
                .hasValue("it was set aside by a version that did not note its place in the order of changes");
    }

    @Test
    void aLetterWithoutItsBytesIsNotSent() {
        assertThat(SecondTry.obstacle(letter(
                        null,
                        "tributary.snapshot.ordering=90",
                        "__connect.errors.topic=raw.shop.a",
                        "__connect.errors.partition=0",
                        "__connect.errors.offset=7")))
                .hasValue("its bytes are not in it, as the record had none or too many; the original is at"
                        + " raw.shop.a-0@7");
    }

    @Test
    void lettersAreChosenByRuleAndPlace() {
        DeadLetter letter = letter(VALUE, "tributary.error.rule=range");

        assertThat(Selection.of(null, List.of()).contains(letter)).isTrue();
        assertThat(Selection.of("range", List.of("2:5")).contains(letter)).isTrue();
        assertThat(Selection.of("pattern", List.of()).contains(letter)).isFalse();
        assertThat(Selection.of(null, List.of("2:6")).contains(letter)).isFalse();
        assertThatThrownBy(() -> Selection.of(null, List.of("5")))
                .isInstanceOf(ConfigException.class)
                .hasMessage(
                        "'5' is no place of a dead letter; write <partition>:<offset>, as 'tributary dlq show' names it");
    }

    @Test
    void countsByRuleAndField() {
        LetterCounts counts = new LetterCounts();
        counts.add("dlq.shop.orders", letter(VALUE, "tributary.error.rule=range", "tributary.error.reason=old"), true);

        counts.add("dlq.shop.orders", letter(VALUE, "tributary.error.rule=range", "tributary.error.reason=new"), false);

        assertThat(counts.all()).containsExactly(new LetterCount("shop.orders", "range", "", 2, 1, "new"));
    }

    @Test
    void bytesThatDoNotDecodeAreShownAsTheyAre() {
        String text = new LetterText(new InMemorySchemaRegistry()).of(letter(new byte[] {7, 8}, "some=header"));

        assertThat(text)
                .contains("at       2:5 of dlq.shop.orders")
                .contains("  some = header")
                .contains("2 bytes that do not decode")
                .endsWith("0708");
    }

    private static DeadLetter letter(byte[] value, String... headers) {
        RecordHeaders all = new RecordHeaders();
        for (String header : headers) {
            int end = header.indexOf('=');
            all.add(header.substring(0, end), header.substring(end + 1).getBytes(UTF_8));
        }
        return new DeadLetter(new ConsumerRecord<>(
                "dlq.shop.orders",
                2,
                5,
                1_700_000_000_000L,
                TimestampType.CREATE_TIME,
                KEY.length,
                value == null ? 0 : value.length,
                KEY,
                value,
                all,
                Optional.empty()));
    }
}
