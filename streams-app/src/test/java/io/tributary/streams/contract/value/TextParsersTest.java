package io.tributary.streams.contract.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.schemas.contract.Cleaning;
import io.tributary.schemas.contract.ValueType;
import io.tributary.schemas.contract.ValueType.Kind;
import io.tributary.streams.column.UnrepresentableValueException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextParsersTest {

    private static final Cleaning BRAZILIAN = cleaning(List.of(), null, ",", ".");

    @ParameterizedTest
    @CsvSource({"0,0", "-7,-7", "+7,7", "007,7", "9223372036854775807,9223372036854775807", "3.00,3", "1e3,1000"})
    void readsWholeNumbers(String text, long number) throws Exception {
        assertThat(parse(Kind.LONG, text)).isEqualTo(number);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "3.5 | is no whole number, or too large for one",
                "9223372036854775808 | is no whole number, or too large for one",
                "1e999999999 | is too large or too small for a number",
                "1e-999999999 | is too large or too small for a number",
                "0x10 | is no number",
                "NaN | is no number",
                "1 000 | is no number"
            })
    void refusesWhatIsNoWholeNumber(String text, String problem) {
        assertThatThrownBy(() -> parse(Kind.LONG, text))
                .isInstanceOf(UnrepresentableValueException.class)
                .hasMessage(problem);
    }

    @Test
    void anIntegerHasItsBounds() {
        assertThatThrownBy(() -> parse(Kind.INT, "2147483648"))
                .isInstanceOf(UnrepresentableValueException.class)
                .hasMessage("is not from -2147483648 to 2147483647");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"1.234.567,89 | 1234567.89", "-1.234 | -1234.00", "0,5 | 0.50", "12 | 12.00", "1234,5 | 1234.50"})
    void readsNumbersAsTheyAreWritten(String text, BigDecimal number) throws Exception {
        assertThat(TextParsers.of(ValueType.decimal(12, 2), BRAZILIAN).parse(text))
                .isEqualTo(number);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"1.23", "12.34,5", "1,234", "1.2345", ".123", "1..234", "1,2,3", "1.234,567", "1234.567"})
    void refusesNumbersThatAreWrittenOtherwise(String text) {
        assertThatThrownBy(() ->
                        TextParsers.of(ValueType.decimal(12, 2), BRAZILIAN).parse(text))
                .isInstanceOf(UnrepresentableValueException.class)
                .hasMessageMatching(
                        "is no number with ',' before its decimals|has more digits than a decimal\\(12,2\\)");
    }

    @Test
    void aDecimalCommaAloneRefusesPoints() {
        TextParser parser = TextParsers.of(ValueType.of(Kind.DOUBLE), cleaning(List.of(), null, ",", ""));

        assertThatThrownBy(() -> parser.parse("4062.34"))
                .isInstanceOf(UnrepresentableValueException.class)
                .hasMessage("is no number with ',' before its decimals");
    }

    @Test
    void aMonthIsItsFirstDay() throws Exception {
        assertThat(TextParsers.of(ValueType.of(Kind.DATE), formats("yyyyMM")).parse("202206"))
                .isEqualTo(day("2022-06-01"));
        assertThat(TextParsers.of(ValueType.of(Kind.DATE), formats("yyyy")).parse("1995"))
                .isEqualTo(day("1995-01-01"));
    }

    @Test
    void formatsAreTriedInTurnAndAreStrict() throws Exception {
        TextParser parser = TextParsers.of(ValueType.of(Kind.DATE), formats("dd/MM/yyyy", "yyyy-MM-dd"));

        assertThat(parser.parse("29/02/2024")).isEqualTo(day("2024-02-29"));
        assertThat(parser.parse("2024-02-29")).isEqualTo(day("2024-02-29"));
        assertThatThrownBy(() -> parser.parse("29/02/2023"))
                .isInstanceOf(UnrepresentableValueException.class)
                .hasMessage("is no date in the form dd/MM/yyyy or yyyy-MM-dd");
    }

    @ParameterizedTest
    @CsvSource({
        "2022-06-01T12:30:00.123456,2022-06-01T12:30:00.123456Z",
        "2022-06-01 12:30,2022-06-01T12:30:00Z",
        "2022-06-01,2022-06-01T00:00:00Z",
        "2022-06-01T12:30:00-03:00,2022-06-01T15:30:00Z",
        "2022-06-01T12:30:00Z,2022-06-01T12:30:00Z",
        "1969-12-31T23:59:59.999999,1969-12-31T23:59:59.999999Z"
    })
    void readsTimestampsInIso8601(String text, Instant moment) throws Exception {
        assertThat(parse(Kind.TIMESTAMP, text)).isEqualTo(micros(moment));
    }

    @Test
    void aTimestampWithoutAZoneIsOfItsColumns() throws Exception {
        Cleaning saoPaulo = cleaning(List.of(), "America/Sao_Paulo", ".", "");

        assertThat(TextParsers.of(ValueType.of(Kind.TIMESTAMP), saoPaulo).parse("2022-06-01T12:30:00"))
                .isEqualTo(micros(Instant.parse("2022-06-01T15:30:00Z")));
        assertThat(TextParsers.of(ValueType.of(Kind.LOCAL_TIMESTAMP), saoPaulo).parse("2022-06-01T12:30:00Z"))
                .isEqualTo(micros(LocalDateTime.parse("2022-06-01T09:30:00").toInstant(ZoneOffset.UTC)));
    }

    @Test
    void readsSecondsSinceTheEpoch() throws Exception {
        TextParser seconds = TextParsers.of(ValueType.of(Kind.TIMESTAMP), formats(Cleaning.EPOCH_SECONDS));

        assertThat(seconds.parse("1260759144")).isEqualTo(1_260_759_144_000_000L);
        assertThatThrownBy(() -> seconds.parse("9223372036854775807"))
                .isInstanceOf(UnrepresentableValueException.class)
                .hasMessage("is no timestamp in the form epoch-seconds");
        assertThatThrownBy(() -> seconds.parse("99999999999999"))
                .isInstanceOf(UnrepresentableValueException.class)
                .hasMessage("is beyond what a timestamp in microseconds can say");
    }

    @Test
    void splitsTextIntoArrays() throws Exception {
        Cleaning bars = new Cleaning(true, true, null, null, null, null, "|", null, null, null, null, null, null);

        assertThat(TextParsers.of(ValueType.arrayOf(ValueType.of(Kind.LONG)), bars)
                        .parse("1| 2 ||3"))
                .isEqualTo(Arrays.asList(1L, 2L, null, 3L));
    }

    private static Object parse(Kind kind, String text) throws UnrepresentableValueException {
        return TextParsers.of(ValueType.of(kind), Cleaning.usual()).parse(text);
    }

    private static int day(String date) {
        return (int) LocalDate.parse(date).toEpochDay();
    }

    private static long micros(Instant moment) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, moment);
    }

    private static Cleaning formats(String... formats) {
        return cleaning(List.of(formats), null, ".", "");
    }

    private static Cleaning cleaning(List<String> formats, String zone, String point, String group) {
        return new Cleaning(true, true, null, null, null, null, null, formats, zone, point, group, null, null);
    }
}
