package io.tributary.stack.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlotStatusTest {

    @ParameterizedTest
    @CsvSource({
        "ERROR: could not map filenumber \"base/18725/21110\" to relation OID, true",
        "ERROR: could not map filenode \"base/18725/21110\" to relation OID, true",
        "FATAL: terminating connection due to administrator command, false",
        "ERROR: could not read file \"base/18725/21110\": No space left on device, false"
    })
    void knowsTheErrorThatNoReaderGetsOver(String error, boolean unreadable) {
        assertThat(SlotStatus.isUnreadable(error)).isEqualTo(unreadable);
    }
}
