package io.tributary.stack.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.stack.layout.StackException;
import io.tributary.stack.replay.ReplayRange.Span;
import io.tributary.stack.replay.ReplayStart.AtOffset;
import io.tributary.stack.replay.ReplayStart.AtTime;
import io.tributary.stack.replay.ReplayStart.Earliest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ReplayRangesTest {

    private static final String TOPIC = "clean.shop.orders";

    /** Partitions of records, each a time in seconds, at offsets from a first one on. */
    private static final class Log implements TopicLog {

        private final Map<Integer, Long> first = new TreeMap<>();
        private final Map<Integer, List<Integer>> seconds = new TreeMap<>();

        Log partition(int number, long firstOffset, Integer... times) {
            first.put(number, firstOffset);
            seconds.put(number, List.of(times));
            return this;
        }

        @Override
        public Set<String> topics() {
            return Set.of(TOPIC);
        }

        @Override
        public Map<Integer, Bounds> bounds(String topic) {
            Map<Integer, Bounds> bounds = new TreeMap<>();
            first.forEach((partition, begin) -> bounds.put(
                    partition, new Bounds(begin, begin + seconds.get(partition).size())));
            return bounds;
        }

        @Override
        public Map<Integer, Long> offsetsAt(String topic, Instant time) {
            Map<Integer, Long> offsets = new TreeMap<>();
            seconds.forEach((partition, times) -> times.stream()
                    .filter(second -> second >= time.getEpochSecond())
                    .findFirst()
                    .ifPresent(second -> offsets.put(partition, first.get(partition) + times.indexOf(second))));
            return offsets;
        }

        @Override
        public Optional<Instant> timeOf(String topic, Map<Integer, Long> offsets) {
            return offsets.entrySet().stream()
                    .map(each -> seconds.get(each.getKey()).get((int) (each.getValue() - first.get(each.getKey()))))
                    .min(Integer::compare)
                    .map(Instant::ofEpochSecond);
        }

        @Override
        public Optional<Instant> newest(String topic) {
            return Optional.empty();
        }

        @Override
        public long bytes(String topic) {
            return 0;
        }
    }

    private static ReplayRange find(Log log, ReplayStart start) {
        return new ReplayRanges(log).find(TOPIC, start);
    }

    @Test
    void earliestIsAllThatKafkaHas() {
        ReplayRange range = find(new Log().partition(0, 7, 1, 2).partition(1, 0, 3), new Earliest());

        assertThat(range.partitions()).isEqualTo(Map.of(0, new Span(7, 7, 9), 1, new Span(0, 0, 1)));
        assertThat(range.offsets()).isEqualTo(3);
    }

    @Test
    void aTimeIsAnOffsetOfItsOwnInEachPartition() {
        Log log = new Log().partition(0, 0, 10, 20, 30).partition(1, 5, 1, 25).partition(2, 0, 2);

        ReplayRange range = find(log, new AtTime(Instant.ofEpochSecond(20)));

        assertThat(range.from()).isEqualTo(Map.of(0, 1L, 1, 6L, 2, 1L));
        assertThat(range.offsets()).isEqualTo(3);
    }

    @Test
    void anOffsetIsTakenAsItIs() {
        assertThat(find(new Log().partition(0, 5, 1, 2, 3), new AtOffset(6)).from())
                .isEqualTo(Map.of(0, 6L));
    }

    @Test
    void anOffsetThatKafkaHasNoMoreIsRefused() {
        assertThatThrownBy(() -> find(new Log().partition(0, 5, 1, 2, 3), new AtOffset(4)))
                .isInstanceOf(StackException.class)
                .hasMessage("Offset 4 is outside of what Kafka has of clean.shop.orders: 5 to 7");
    }

    @Test
    void anOffsetBehindTheHeadIsRefused() {
        assertThatThrownBy(() -> find(new Log().partition(0, 5, 1, 2, 3), new AtOffset(8)))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("Offset 8 is outside");
    }

    @Test
    void anOffsetOfSeveralPartitionsIsRefused() {
        assertThatThrownBy(() -> find(new Log().partition(0, 0, 1).partition(1, 0, 1), new AtOffset(0)))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("has 2 partitions")
                .hasMessageContaining("give a time to --from");
    }

    @Test
    void aTimeBeforeTheOldestRecordThatIsLeftIsRefused() {
        assertThatThrownBy(() -> find(new Log().partition(0, 5, 100, 200), new AtTime(Instant.ofEpochSecond(99))))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("from 1970-01-01T00:01:40Z on only (partition 0, offset 5)")
                .hasMessageContaining("not from 1970-01-01T00:01:39Z");
    }

    @Test
    void aTimeBeforeTheFirstRecordThatThereEverWasIsFine() {
        assertThat(find(new Log().partition(0, 0, 100), new AtTime(Instant.EPOCH))
                        .from())
                .isEqualTo(Map.of(0, 0L));
    }

    @Test
    void anEmptyRangeIsRefused() {
        assertThatThrownBy(() -> find(new Log().partition(0, 0, 1), new AtTime(Instant.ofEpochSecond(2))))
                .isInstanceOf(StackException.class)
                .hasMessage("There is nothing to replay: clean.shop.orders has no record since 1970-01-01T00:00:02Z");
    }
}
