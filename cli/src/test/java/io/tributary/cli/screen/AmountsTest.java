package io.tributary.cli.screen;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountsTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "1023, 1023 B",
        "1024, 1.0 KiB",
        "10240, 10 KiB",
        "1610612736, 1.5 GiB",
        "1125899906842624, 1024 TiB"
    })
    void bytes(long bytes, String expected) {
        assertThat(Amounts.bytes(bytes)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0.0 s",
        "59940, 59.9 s",
        "60000, 1 min 0 s",
        "3599000, 59 min 59 s",
        "3660000, 1 h 1 min",
        "172800000, 2 d"
    })
    void millis(long millis, String expected) {
        assertThat(Amounts.millis(millis)).isEqualTo(expected);
    }

    @Test
    void whatIsNotKnownIsADash() {
        assertThat(Amounts.count(null)).isEqualTo("-");
        assertThat(Amounts.millis(null)).isEqualTo("-");
    }
}
