package io.tributary.schemas.naming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TopicsTest {

    @Test
    void rawDataLeavesTheControlTablesOut() {
        assertThat("raw.shop.public.orders").matches(Topics.RAW_DATA);
        assertThat("raw.shop.public.Order_Items").matches(Topics.RAW_DATA);
        assertThat("raw.shop.tributary.heartbeat").doesNotMatch(Topics.RAW_DATA);
        assertThat("raw.shop.tributary_backup.orders").matches(Topics.RAW_DATA);
        assertThat("clean.shop.orders").doesNotMatch(Topics.RAW_DATA);
    }

    @Test
    void cleanMatchesCleanTopicsOnly() {
        assertThat(new Dataset("shop", "orders").cleanTopic()).matches(Topics.CLEAN);
        assertThat("tributary-streams-clean.shop.orders-changelog").doesNotMatch(Topics.CLEAN);
    }

    @Test
    void findsTheSourceOfARawTopic() {
        assertThat(Topics.sourceOfRaw(Topics.rawPrefix("shop") + ".public.orders"))
                .isEqualTo("shop");
    }

    @Test
    void refusesATopicThatIsNotRaw() {
        assertThatThrownBy(() -> Topics.sourceOfRaw("clean.shop.orders"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("clean.shop.orders");
    }
}
