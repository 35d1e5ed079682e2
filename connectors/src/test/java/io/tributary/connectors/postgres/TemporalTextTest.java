package io.tributary.connectors.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.GregorianCalendar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemporalTextTest {

    @ParameterizedTest
    @CsvSource({
        "2026-11-20, 2026-11-20Z",
        "0001-01-01, 0001-01-01Z",
        "0044-03-15 BC, -0043-03-15Z",
        "0001-12-31 BC, 0000-12-31Z",
        "20000-01-01, +20000-01-01Z",
        "infinity, infinity",
        "-infinity, -infinity"
    })
    void datesAsPostgresWritesThem(String postgres, String iso) {
        assertThat(TemporalText.ofDate(postgres)).isEqualTo(iso);
    }

    @Test
    void datesOfTheStreamWithTheDriversStandInsForInfinity() {
        assertThat(TemporalText.ofDate(LocalDate.of(2026, 11, 20))).isEqualTo("2026-11-20Z");
        assertThat(TemporalText.ofDate(LocalDate.of(-43, 3, 15))).isEqualTo("-0043-03-15Z");
        assertThat(TemporalText.ofDate(LocalDate.of(5_877_611, 6, 21))).isEqualTo("infinity");
        assertThat(TemporalText.ofDate(LocalDate.of(-5_877_611, 6, 22))).isEqualTo("-infinity");
    }

    @Test
    void datesOfASnapshotAreInTheCalendarOfTheDriver() {
        java.sql.Date caesar = new java.sql.Date(new GregorianCalendar(-43, 2, 15).getTimeInMillis());
        java.sql.Date columbus = new java.sql.Date(new GregorianCalendar(1492, 9, 12).getTimeInMillis());
        assertThat(TemporalText.ofDate(caesar)).isEqualTo("-0043-03-15Z");
        assertThat(TemporalText.ofDate(columbus)).isEqualTo("1492-10-12Z");
        assertThat(TemporalText.ofDate(new java.sql.Date(9_223_372_036_825_200_000L)))
                .isEqualTo("infinity");
        assertThat(TemporalText.ofDate(new java.sql.Date(-9_223_372_036_832_400_000L)))
                .isEqualTo("-infinity");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-20 10:11:12, 2026-11-20T10:11:12Z",
        "2026-11-20 10:11:12.5, 2026-11-20T10:11:12.5Z",
        "2026-11-20 10:11:12.123456, 2026-11-20T10:11:12.123456Z",
        "294276-12-31 23:59:59.999999, +294276-12-31T23:59:59.999999Z",
        "0044-03-15 12:00:00.25 BC, -0043-03-15T12:00:00.25Z",
        "infinity, infinity",
        "-infinity, -infinity"
    })
    void timestampsAreTheSameFromSnapshotAndStream(String postgres, String iso) {
        assertThat(TemporalText.ofTimestamp(postgres)).isEqualTo(iso);
        if (!iso.endsWith("infinity")) {
            assertThat(TemporalText.ofTimestamp(Instant.parse(iso))).isEqualTo(iso);
        }
    }

    @Test
    void timestampsOfTheStreamWithStandInsForInfinity() {
        Instant late = LocalDateTime.of(292_278_994, 8, 16, 23, 0).toInstant(ZoneOffset.UTC);
        Instant early = LocalDateTime.of(-292_275_055, 5, 16, 23, 0).toInstant(ZoneOffset.UTC);
        assertThat(TemporalText.ofTimestamp(late)).isEqualTo("infinity");
        assertThat(TemporalText.ofTimestamp(early)).isEqualTo("-infinity");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-20 10:11:12+00, 2026-11-20T10:11:12.000000Z",
        "2026-11-20 10:11:12.5-03, 2026-11-20T13:11:12.500000Z",
        "2026-11-20 10:11:12.123456+05:30, 2026-11-20T04:41:12.123456Z",
        "1850-01-01 00:00:00-03:06:28, 1850-01-01T03:06:28.000000Z",
        "4713-01-01 00:00:00+00 BC, -4712-01-01T00:00:00.000000Z",
        "infinity, infinity"
    })
    void timestampsWithZone(String postgres, String iso) {
        assertThat(TemporalText.ofTimestampWithZone(postgres)).isEqualTo(iso);
    }
}
