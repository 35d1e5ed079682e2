package io.tributary.stack.replay.clean;

import static io.tributary.stack.archive.reading.ArchiveInMemory.MANIFEST;
import static io.tributary.stack.archive.reading.ArchiveInMemory.TOPIC;
import static io.tributary.stack.archive.reading.ArchiveInMemory.TOPIC_ID;
import static io.tributary.stack.archive.reading.ArchiveInMemory.line;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.stack.archive.reading.ArchiveInMemory;
import io.tributary.stack.archive.reading.StoredRecord;
import io.tributary.stack.layout.StackException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArchiveHistoryTest {

    private final ArchiveInMemory archive = new ArchiveInMemory();
    private final ArchiveHistory history = new ArchiveHistory(archive, "raw/", TOPIC, TOPIC_ID);

    @Test
    void recordsComeBackAsTheyWere() {
        archive.avro(0, 5, 0, 1, 4);

        List<StoredRecord> read = read(0, 5);

        assertThat(read).extracting(StoredRecord::offset).containsExactly(0L, 1L, 4L);
        assertThat(read.get(1).timestamp()).isEqualTo(1_001);
        assertThat(new String(read.get(1).key(), UTF_8)).isEqualTo("key1");
        assertThat(new String(read.get(1).value(), UTF_8)).isEqualTo("value1");
        assertThat(new String(read.get(1).headers().lastHeader("h").value(), UTF_8))
                .isEqualTo("x");
    }

    @Test
    void anythingMayBeNull() {
        archive.json(
                0,
                1,
                "none",
                "{\"offset\":0,\"timestamp\":null,\"key\":null,\"value\":null,\"headers\":[{\"key\":\"h\",\"value\":null}]}\n");

        StoredRecord read = read(0, 1).get(0);

        assertThat(read.timestamp()).isEqualTo(-1);
        assertThat(read.key()).isNull();
        assertThat(read.value()).isNull();
        assertThat(read.headers().lastHeader("h").value()).isNull();
    }

    @Test
    void jsonLinesAreReadInEveryCompression() {
        archive.json(0, 1, "none", line(0));
        archive.json(1, 2, "gzip", line(1));
        archive.json(2, 3, "zstd", line(2));

        assertThat(read(0, 3))
                .extracting(record -> new String(record.value(), UTF_8))
                .containsExactly("value0", "value1", "value2");
    }

    @Test
    void aFormerTopicOfTheNameIsNotRead() {
        archive.avro(0, 1, 0);
        archive.objects.put(
                MANIFEST.replace(TOPIC_ID, "AnotherIdOfTheSameName") + "00000000000000000000.json", new byte[0]);

        assertThat(read(0, 1)).extracting(StoredRecord::offset).containsExactly(0L);
    }

    @Test
    void onlyTheRangeIsPassedOn() {
        archive.avro(0, 3, 0, 1, 2);
        archive.avro(3, 6, 3, 4, 5);

        assertThat(read(2, 5)).extracting(StoredRecord::offset).containsExactly(2L, 3L, 4L);
    }

    @Test
    void aFileThatIsNotTheManifestsPassesNothingOn() {
        archive.avro(0, 2, 0, 1);
        archive.objects.get(ArchiveInMemory.fileKey(0))[40] ^= 1;
        List<StoredRecord> read = new ArrayList<>();

        assertThatThrownBy(() -> history.read(0, 0, 2, read::add))
                .isInstanceOf(StackException.class)
                .hasMessage("The archive's file " + ArchiveInMemory.fileKey(0)
                        + " is damaged: it is not the one whose SHA-256 the manifest has;"
                        + " restore it from a copy");
        assertThat(read).isEmpty();
    }

    @Test
    void aGapInTheManifestIsNamed() {
        archive.avro(0, 2, 0, 1);
        archive.avro(3, 4, 3);

        assertThatThrownBy(() -> read(0, 2))
                .isInstanceOf(StackException.class)
                .hasMessage("The archive's manifest is damaged: " + MANIFEST + ArchiveInMemory.padded(3) + "-"
                        + ArchiveInMemory.padded(3)
                        + ".json is about offsets 3 to 3 of " + TOPIC + " partition 0, where offset 2 of " + TOPIC
                        + " partition 0 is expected; restore the entries from a copy");
    }

    @Test
    void anEntryThatIsNoneIsNamed() {
        archive.objects.put(MANIFEST + "x.json", "{".getBytes(UTF_8));

        assertThatThrownBy(() -> read(0, 1))
                .isInstanceOf(StackException.class)
                .hasMessageStartingWith("The archive's manifest entry " + MANIFEST + "x.json is damaged: ");
    }

    @Test
    void fewerRecordsThanTheManifestSaysAreNoticed() {
        archive.json(0, 2, "none", line(0));
        archive.change(0, 2, "record_count", 2);

        assertThatThrownBy(() -> read(0, 2))
                .isInstanceOf(StackException.class)
                .hasMessageContaining(ArchiveInMemory.fileKey(0) + " has 1 records, where the manifest has 2");
    }

    @Test
    void whatKafkaHadDroppedBeforeIsNamed() {
        archive.avro(0, 2, 0, 1);
        archive.avro(2, 9, 7, 8);
        archive.change(2, 9, "dropped_before", 7);

        assertThat(history.dropped(0)).containsExactly("offsets 2 to 6 of partition 0");
        assertThat(history.dropped(1)).isEmpty();
        assertThat(read(0, 9)).extracting(StoredRecord::offset).containsExactly(0L, 1L, 7L, 8L);
    }

    @Test
    void whatIsNotArchivedYetIsSaid() {
        archive.avro(0, 2, 0, 1);

        assertThatThrownBy(() -> history.requireUpTo(0, 5))
                .isInstanceOf(StackException.class)
                .hasMessage("The records of " + TOPIC
                        + " from offset 2 to 4 of partition 0 are neither in the archive nor in Kafka any more");
    }

    private List<StoredRecord> read(long from, long to) {
        List<StoredRecord> read = new ArrayList<>();
        history.read(0, from, to, read::add);
        return read;
    }
}
