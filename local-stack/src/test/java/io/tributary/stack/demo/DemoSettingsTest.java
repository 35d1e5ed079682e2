package io.tributary.stack.demo;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DemoSettingsTest {

    @Test
    void refusesAScaleOfNothing() {
        assertThatThrownBy(() -> DemoSettings.DEFAULT.withScale(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The shop's scale is 0.0; it must be above 0 and at most 10000 (1 is about 10,000 orders)");
    }

    @Test
    void refusesARateThatIsNoNumber() {
        assertThatThrownBy(() -> DemoSettings.DEFAULT.withChangesPerSecond(Double.NaN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("changes per second are NaN");
    }
}
