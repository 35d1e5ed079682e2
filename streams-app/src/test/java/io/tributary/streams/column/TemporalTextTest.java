package io.tributary.streams.column;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.util.Random;
import org.apache.avro.util.Utf8;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemporalTextTest {

    private static final long SEED = 20261120L;

    private static long micros(Instant instant) {
        return instant.getEpochSecond() * 1_000_000 + instant.get(ChronoField.MICRO_OF_SECOND);
    }

    @Test
    void readsEveryDateAsJavaTimeDoes() throws UnrepresentableValueException {
        Random random = new Random(SEED);
        long first = LocalDate.of(-4712, 1, 1).toEpochDay();
        long last = LocalDate.of(5_874_897, 12, 31).toEpochDay();
        for (int i = 0; i < 50_000; i++) {
            long day = i % 2 == 0 ? random.nextLong(-800_000, 3_000_000) : random.nextLong(first, last);
            String text = LocalDate.ofEpochDay(day)
                    .atStartOfDay()
                    .atOffset(ZoneOffset.UTC)
                    .format(DateTimeFormatter.ISO_OFFSET_DATE);
            assertThat(TemporalText.day(new Utf8(text)))
                    .as("%s, seed %s", text, SEED)
                    .isEqualTo((int) day);
        }
    }

    @Test
    void readsEveryTimestampAsJavaTimeDoes() throws UnrepresentableValueException {
        Random random = new Random(SEED);
        long first = LocalDateTime.of(-4712, 1, 1, 0, 0).toEpochSecond(ZoneOffset.UTC);
        long last = LocalDateTime.of(9999, 12, 31, 0, 0).toEpochSecond(ZoneOffset.UTC);
        for (int i = 0; i < 50_000; i++) {
            Instant instant = Instant.ofEpochSecond(random.nextLong(first, last), random.nextInt(1_000_000) * 1000L);
            ZoneOffset offset = ZoneOffset.ofTotalSeconds(random.nextInt(-57_600, 57_600));
            String text = OffsetDateTime.ofInstant(instant, i % 3 == 0 ? offset : ZoneOffset.UTC)
                    .format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
            assertThat(TemporalText.micros(new Utf8(text)))
                    .as("%s, seed %s", text, SEED)
                    .isEqualTo(micros(instant));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-20T10:15:30Z, 2026-11-20T10:15:30Z",
        "2026-11-20T10:15Z, 2026-11-20T10:15:00Z",
        "2026-11-20T10:15:30.5Z, 2026-11-20T10:15:30.500Z",
        "2026-11-20T10:15:30.123456Z, 2026-11-20T10:15:30.123456Z",
        "2026-11-20T10:15:30.123456789Z, 2026-11-20T10:15:30.123456Z",
        "2026-11-20T10:15:30, 2026-11-20T10:15:30Z",
        "2026-11-20T10:15:30+02:30, 2026-11-20T07:45:30Z",
        "2026-11-20T10:15:30-08:00, 2026-11-20T18:15:30Z",
        "1969-12-31T23:59:59.999999Z, 1969-12-31T23:59:59.999999Z",
        "-0043-03-15T00:00:00Z, -0043-03-15T00:00:00Z",
        "+12026-01-01T00:00:00Z, +12026-01-01T00:00:00Z"
    })
    void readsTheFormsThatDebeziumWrites(String text, String instant) throws UnrepresentableValueException {
        assertThat(TemporalText.micros(new Utf8(text))).isEqualTo(micros(Instant.parse(instant)));
    }

    /** The last two are what Debezium makes of the driver's markers; see PostgresValueConverter. */
    @ParameterizedTest
    @ValueSource(strings = {"infinity", "+294247-01-10T04:00:25.2Z", "+292278994-08-17T07:12:55.807Z"})
    void infinityIsTheLastMomentOfTheYear9999(String text) throws UnrepresentableValueException {
        assertThat(TemporalText.micros(new Utf8(text))).isEqualTo(micros(Instant.parse("9999-12-31T23:59:59.999999Z")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-infinity", "-290308-12-21T19:59:27.6Z", "-292275055-05-16T16:47:04.192Z"})
    void minusInfinityIsTheFirstMomentOfTheYear1(String text) throws UnrepresentableValueException {
        assertThat(TemporalText.micros(new Utf8(text))).isEqualTo(micros(Instant.parse("0001-01-01T00:00:00Z")));
    }

    @ParameterizedTest
    @CsvSource({
        "infinity, 9999-12-31",
        "-5877611-06-21Z, 9999-12-31",
        "+292278994-08-17Z, 9999-12-31",
        "-infinity, 0001-01-01",
        "-5877611-06-22Z, 0001-01-01",
        "-292275055-05-16Z, 0001-01-01",
        "2026-11-20Z, 2026-11-20",
        "2024-02-29Z, 2024-02-29",
        "-4712-01-01Z, -4712-01-01",
        "+5874897-12-31Z, +5874897-12-31"
    })
    void readsDatesAndTheirInfinities(String text, String date) throws UnrepresentableValueException {
        assertThat(TemporalText.day(new Utf8(text)))
                .isEqualTo((int) LocalDate.parse(date).toEpochDay());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026",
                "2026-13-01T00:00:00Z",
                "2026-11-20",
                "26-11-20T00:00:00Z",
                "2026-11-20T1:00:00Z",
                "2026-11-20T10:15:30Q",
                "2026-11-20T10:15:30Zx",
                "2026-11-20T10:15:30.Z",
                "x",
                "2026-11-20T10:61:00Z"
            })
    void refusesWhatIsNoTimestamp(String text) {
        assertThatThrownBy(() -> TemporalText.micros(new Utf8(text)))
                .isInstanceOf(UnrepresentableValueException.class)
                .hasMessageContaining("is no date or timestamp in ISO 8601");
    }

    @Test
    void refusesATimestampBeyondWhatMicrosecondsCanSay() {
        assertThatThrownBy(() -> TemporalText.micros(new Utf8("+294276-12-31T23:59:59Z")))
                .isInstanceOf(UnrepresentableValueException.class)
                .hasMessageContaining("later than a timestamp in microseconds can say");
    }
}
