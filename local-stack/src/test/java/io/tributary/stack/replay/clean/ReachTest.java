package io.tributary.stack.replay.clean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.stack.archive.reading.ArchiveInMemory;
import io.tributary.stack.archive.reading.StoredRecord;
import io.tributary.stack.layout.StackException;
import io.tributary.stack.replay.ReplayStart;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Kafka has dropped what lies before some offset; a record's time is its offset in seconds. */
class ReachTest {

    private static final String TOPIC = "raw.shop.public.orders";

    private record Kafka(int partitions, long dropped) implements RetainedHistory {

        @Override
        public long earliest(int partition) {
            return dropped;
        }

        @Override
        public OptionalLong oldest(int partition) {
            return OptionalLong.of(1_000 * dropped);
        }

        @Override
        public void read(int partition, long from, long to, Consumer<StoredRecord> reader) {
            throw new AssertionError("Nothing is read to find out what is there");
        }
    }

    private static Reach withoutArchive(int partitions, long dropped) {
        return new Reach(TOPIC, new Kafka(partitions, dropped), topic -> Optional.empty());
    }

    private static Reach withEmptyArchive(long dropped) {
        return new Reach(
                TOPIC,
                new Kafka(1, dropped),
                topic -> Optional.of(new ArchiveHistory(new ArchiveInMemory(), "raw/", topic, "id")));
    }

    private static ReplayStart second(long second) {
        return new ReplayStart.AtTime(Instant.ofEpochSecond(second));
    }

    @Test
    void nothingWasDropped() {
        Reach reach = withEmptyArchive(0);

        assertThat(reach.history(second(-5)).earliest(0)).isZero();
        assertThat(reach.needsArchive()).isFalse();
    }

    @Test
    void theStartIsStillInKafka() {
        Reach reach = withEmptyArchive(100);

        assertThat(reach.history(second(100)).earliest(0)).isEqualTo(100);
        assertThat(reach.history(new ReplayStart.AtOffset(100)).earliest(0)).isEqualTo(100);
        assertThat(reach.needsArchive()).isFalse();
    }

    @Test
    void theEarliestWithoutAnArchiveIsWhatKafkaHas() {
        assertThat(withoutArchive(2, 100).history(new ReplayStart.Earliest()).earliest(1))
                .isEqualTo(100);
    }

    @Test
    void whatWasDroppedWithoutAnArchiveIsGone() {
        assertThatThrownBy(() -> withoutArchive(1, 100).history(second(99)))
                .isInstanceOf(StackException.class)
                .hasMessage("Kafka has dropped the older records of " + TOPIC
                        + " and has them from 1970-01-01T00:01:40Z on only, and there is no archive of them"
                        + " (archive.enabled); --from earliest begins with what there is");
    }

    @Test
    void whatIsInNeitherIsGone() {
        assertThatThrownBy(() -> withEmptyArchive(100).history(new ReplayStart.AtOffset(99)))
                .isInstanceOf(StackException.class)
                .hasMessage("The records of " + TOPIC
                        + " from offset 0 to 99 of partition 0 are neither in the archive nor in Kafka any more");
    }

    @Test
    void whatWasDroppedBeforeItWasArchivedIsNamed() {
        ArchiveInMemory archive = new ArchiveInMemory();
        archive.avro(0, 100, 98, 99);
        archive.change(0, 100, "dropped_before", 98);
        Reach reach = new Reach(
                ArchiveInMemory.TOPIC,
                new Kafka(1, 100),
                topic -> Optional.of(new ArchiveHistory(archive, "raw/", topic, ArchiveInMemory.TOPIC_ID)));

        reach.history(new ReplayStart.Earliest());

        assertThat(reach.lacking()).containsExactly("offsets 0 to 97 of partition 0");
    }

    @Test
    void anOffsetIsOneMomentInOnePartitionOnly() {
        assertThatThrownBy(() -> withoutArchive(2, 0).history(new ReplayStart.AtOffset(5)))
                .isInstanceOf(StackException.class)
                .hasMessage(
                        TOPIC + " has 2 partitions, in which an offset means different moments; give a time to --from");
    }
}
