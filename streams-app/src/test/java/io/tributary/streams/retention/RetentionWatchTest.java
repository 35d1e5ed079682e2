package io.tributary.streams.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** What was dropped unread is told once, and nothing else is. */
class RetentionWatchTest {

    private static final TopicPartition ORDERS = new TopicPartition("raw.shop.public.orders", 0);
    private static final TopicPartition WIDE = new TopicPartition("raw.shop.public.wide", 1);

    private final Map<TopicPartition, Long> committed = new HashMap<>();
    private final Map<TopicPartition, Long> begins = new HashMap<>();
    private boolean down;
    private long now = 1_000;

    private final RetentionWatch watch = new RetentionWatch(
            new RawOffsets() {
                @Override
                public Map<TopicPartition, Long> committed() throws TimeoutException {
                    if (down) {
                        throw new TimeoutException();
                    }
                    return Map.copyOf(committed);
                }

                @Override
                public Map<TopicPartition, Long> begins(Collection<TopicPartition> partitions) {
                    Map<TopicPartition, Long> known = new HashMap<>(begins);
                    known.keySet().retainAll(partitions);
                    return known;
                }
            },
            () -> now);

    private void at(TopicPartition partition, long begin, long commit) {
        begins.put(partition, begin);
        committed.put(partition, commit);
    }

    @Test
    void whatIsDroppedWhileTheAppIsDownIsToldByItsFirstLook() {
        at(ORDERS, 300, 100);
        at(WIDE, 5, 5);

        watch.look();

        assertThat(watch.in(0)).containsExactly(new DroppedRange(ORDERS.topic(), 0, 100, 300, 1_000));
        assertThat(watch.in(1)).isEmpty();
    }

    @Test
    void whatIsDroppedBetweenTwoLooksIsToldThoughTheAppHasGoneOnBehindIt() {
        at(ORDERS, 0, 100);
        watch.look();
        at(ORDERS, 300, 350);

        watch.look();
        watch.look();

        assertThat(watch.in(0)).containsExactly(new DroppedRange(ORDERS.topic(), 0, 100, 300, 1_000));
    }

    @Test
    void anAppThatStandsIsToldOnlyWhatIsNew() {
        at(ORDERS, 300, 100);
        watch.look();
        begins.put(ORDERS, 400L);

        watch.look();

        assertThat(watch.in(0))
                .containsExactly(
                        new DroppedRange(ORDERS.topic(), 0, 100, 300, 1_000),
                        new DroppedRange(ORDERS.topic(), 0, 300, 400, 1_001));
    }

    @Test
    void whatWasCleanedMayGo() {
        at(ORDERS, 0, 100);
        watch.look();
        at(ORDERS, 100, 100);
        watch.look();

        assertThat(watch.in(0)).isEmpty();
    }

    @Test
    void aTopicThatIsGoneOrMadeAgainLacksNothing() {
        at(ORDERS, 0, 100);
        at(WIDE, 0, 100);
        watch.look();
        begins.remove(ORDERS);
        at(WIDE, 0, 10);

        watch.look();

        assertThat(watch.in(0)).isEmpty();
        assertThat(watch.in(1)).isEmpty();
    }

    @Test
    void aBrokerThatIsDownHidesNothing() {
        at(ORDERS, 0, 100);
        watch.look();
        down = true;
        watch.look();
        down = false;
        at(ORDERS, 300, 400);

        watch.look();

        assertThat(watch.in(0)).hasSize(1);
    }
}
