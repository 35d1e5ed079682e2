package io.tributary.stack.archive.verify;

import static io.tributary.stack.archive.reading.ArchiveInMemory.TOPIC;
import static io.tributary.stack.archive.reading.ArchiveInMemory.TOPIC_ID;
import static io.tributary.stack.archive.reading.ArchiveInMemory.claimKey;
import static io.tributary.stack.archive.reading.ArchiveInMemory.entryKey;
import static io.tributary.stack.archive.reading.ArchiveInMemory.fileKey;
import static io.tributary.stack.archive.reading.ArchiveInMemory.line;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.stack.archive.reading.ArchiveInMemory;
import io.tributary.stack.layout.StackException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Each kind of damage is found, and nothing else is said then. */
class ArchiveVerifierTest {

    private static final String CHAIN = TOPIC + " partition 0 (topic id " + TOPIC_ID + ")";

    private final ArchiveInMemory archive = new ArchiveInMemory();
    private final List<ArchiveVerification.Progress> progress = new ArrayList<>();

    @Test
    void aWholeArchiveIsCounted() {
        archive.avro(0, 5, 1, 2, 4);
        archive.json(5, 7, "gzip", line(5) + line(6));

        VerifiedArchive verified = verify();

        assertThat(verified.whole()).isTrue();
        assertThat(verified.problems()).isEmpty();
        VerifiedArchive.Topic topic = verified.topics().get(0);
        assertThat(topic.topic()).isEqualTo(TOPIC);
        assertThat(topic.findings().values()).containsOnly(0L);
        long bytes = archive.objects.get(fileKey(0)).length + archive.objects.get(fileKey(5)).length;
        assertThat(topic.partitions())
                .containsExactly(new VerifiedArchive.Partition(0, TOPIC_ID, 1L, 7, 2, 5, bytes, false));
        assertThat(progress).last().isEqualTo(new ArchiveVerification.Progress(TOPIC, 2, 5, bytes));
    }

    @Test
    void anArchiveThatHasNothingYetIsWhole() {
        assertThat(verify().whole()).isTrue();
    }

    @Test
    void aClaimBehindTheLastRangeIsBeingWritten() {
        archive.avro(0, 2, 0, 1);
        archive.avro(2, 4, 2, 3);
        archive.objects.remove(entryKey(2, 4));

        VerifiedArchive verified = verify();

        assertThat(verified.whole()).isTrue();
        assertThat(verified.topics().get(0).partitions())
                .extracting(VerifiedArchive.Partition::claimed, VerifiedArchive.Partition::nextOffset)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(true, 2L));
    }

    @Test
    void claimsOfListedRangesMayBeDeleted() {
        archive.avro(0, 2, 0, 1);
        archive.avro(2, 4, 2, 3);
        archive.objects.remove(claimKey(0));

        assertThat(verify().whole()).isTrue();
    }

    @Test
    void aGap() {
        archive.avro(0, 2, 0, 1);
        archive.avro(5, 6, 5);

        assertFound(
                "gaps",
                "The archive of " + CHAIN + " has no range with the offsets 2 to 4; the next one is " + entryKey(5, 6));
    }

    @Test
    void aGapAtTheBegin() {
        archive.avro(2, 3, 2);

        assertFound(
                "gaps",
                "The archive of " + CHAIN + " has no range with the offsets 0 to 1; the next one is " + entryKey(2, 3));
    }

    @Test
    void whatKafkaHadDroppedBefore() {
        archive.avro(0, 2, 0, 1);
        archive.avro(2, 9, 7, 8);
        archive.change(2, 9, "dropped_before", 7);

        assertFound("dropped", "Kafka had dropped the offsets 2 to 6 of " + CHAIN + " before they were archived");
    }

    @Test
    void offsetsInTwoRanges() {
        archive.avro(0, 3, 0, 1, 2);
        archive.avro(1, 5, 1, 2, 3, 4);

        assertFound(
                "doubles",
                "The archive of " + CHAIN + " has the offsets 1 to 2 in two ranges; the second is " + entryKey(1, 5));
    }

    @Test
    void anOffsetTwiceInAFile() {
        archive.avro(0, 3, 0, 2, 2);

        assertFound("doubles", "The archive's file " + fileKey(0) + " has offset 2 behind offset 2");
    }

    @Test
    void aFileThatIsAnother() {
        archive.avro(0, 2, 0, 1);
        archive.objects.get(fileKey(0))[40] ^= 1;

        assertFound(
                "sha256_mismatches",
                "The archive's file " + fileKey(0)
                        + " is damaged: it is not the one whose SHA-256 the manifest has; restore it from a copy");
    }

    @Test
    void aFileThatIsNotThere() {
        archive.avro(0, 2, 0, 1);
        archive.objects.remove(fileKey(0));

        assertFound("missing_files", "The archive's file " + fileKey(0) + " is missing; restore it from a copy");
    }

    @Test
    void aFileThatIsNotListed() {
        archive.avro(0, 2, 0, 1);
        archive.objects.put(fileKey(7), new byte[] {1});

        assertFound("unlisted_files", "The archive's file " + fileKey(7) + " is in no manifest entry");
    }

    @Test
    void aClaimThatWasNeverEnded() {
        archive.avro(0, 2, 0, 1);
        archive.objects.put(claimKey(1), archive.objects.get(claimKey(0)));

        assertFound(
                "stray_claims", "The claim " + claimKey(1) + " has no manifest entry, and is not behind the last one");
    }

    @Test
    void anEntryThatWasLostLeavesItsClaimAndItsFile() {
        archive.avro(0, 2, 0, 1);
        archive.avro(2, 4, 2, 3);
        archive.avro(4, 5, 4);
        archive.objects.remove(entryKey(2, 4));

        VerifiedArchive verified = verify();

        assertThat(verified.topics().get(0).findings())
                .containsEntry("gaps", 1L)
                .containsEntry("stray_claims", 1L)
                .containsEntry("unlisted_files", 1L);
        assertThat(verified.problemCount()).isEqualTo(3);
    }

    @Test
    void anEntryThatIsNoJson() {
        archive.avro(0, 2, 0, 1);
        archive.avro(2, 3, 2);
        byte[] entry = "{".getBytes(UTF_8);
        archive.objects.put(entryKey(0, 2), entry);

        VerifiedArchive verified = verify();

        assertThat(verified.problems())
                .hasSize(2)
                .anySatisfy(problem -> assertThat(problem)
                        .startsWith("The archive's manifest entry " + entryKey(0, 2) + " is damaged: "))
                .contains("The archive's file " + fileKey(0) + " is in no manifest entry");
    }

    @Test
    void anEntryThatIsAboutAnotherRange() {
        archive.avro(0, 2, 0, 1);
        archive.change(0, 2, "partition", 3);

        assertFound(
                "contradictions",
                "The manifest entry " + entryKey(0, 2) + " is about offsets 0 to 1 of " + TOPIC
                        + " partition 3 (topic id " + TOPIC_ID + ")");
    }

    @Test
    void anObjectThatIsNoEntry() {
        archive.avro(0, 2, 0, 1);
        archive.objects.put(ArchiveInMemory.MANIFEST + "notes.txt", new byte[0]);

        assertFound("contradictions", "The object " + ArchiveInMemory.MANIFEST + "notes.txt is no manifest entry");
    }

    @Test
    void aRecordOutsideOfItsRange() {
        archive.avro(0, 2, 0, 9);

        assertFound("contradictions", "The archive's file " + fileKey(0) + " has offset 9, which is not in its range");
    }

    @Test
    void fewerRecordsThanTheEntrySays() {
        archive.avro(0, 2, 0);
        archive.change(0, 2, "record_count", 2);

        assertFound(
                "contradictions",
                "The archive's file " + fileKey(0)
                        + " has 1 records, where the manifest has 2; restore both from a copy");
    }

    @Test
    void aSchemaThatIsNotThere() {
        archive.avro(0, 2, 0, 1);
        archive.objects.remove(ArchiveInMemory.SCHEMA);

        assertFound(
                "missing_schemas",
                "The schema " + ArchiveInMemory.SCHEMA + " of the archive's file " + fileKey(0)
                        + " is missing; restore it from a copy");
    }

    @Test
    void aFormerTopicOfTheNameHasRangesOfItsOwn() {
        archive.avro(0, 2, 0, 1);
        archive.objects.keySet().stream().toList().forEach(key -> {
            byte[] content = archive.objects.get(key);
            boolean text = key.endsWith(".json");
            archive.objects.put(
                    key.replace(TOPIC_ID, "Another"),
                    text
                            ? new String(content, UTF_8)
                                    .replace(TOPIC_ID, "Another")
                                    .getBytes(UTF_8)
                            : content);
        });

        VerifiedArchive verified = verify();

        assertThat(verified.problems()).isEmpty();
        assertThat(verified.topics().get(0).partitions())
                .extracting(VerifiedArchive.Partition::topicId)
                .containsExactly("Another", TOPIC_ID);
    }

    @Test
    void anotherTopicsDamageIsNotLookedAt() {
        archive.avro(0, 2, 0, 1);
        archive.objects.put("raw/data/" + TOPIC + "_more/0/x", new byte[0]);
        archive.objects.put("raw/claims/" + TOPIC + "_more/0/id/notes.txt", new byte[0]);

        VerifiedArchive verified = verify(topics -> Set.of(TOPIC));

        assertThat(verified.problems()).isEmpty();
        assertThat(verify().problemCount()).isEqualTo(2);
    }

    @Test
    void aFolderThatIsNoPartitionIsNamed() {
        archive.objects.put("raw/manifest/" + TOPIC + "/zero/id/x.json", new byte[0]);

        assertThatThrownBy(this::verify)
                .isInstanceOf(StackException.class)
                .hasMessage("The folder raw/manifest/" + TOPIC
                        + "/zero/ is not of the archive, where the number of a partition is expected; move it away");
    }

    @Test
    void damageIsToldInTheOrderOfTheOffsets() {
        for (int first = 0; first < 60; first += 2) {
            archive.avro(first, first + 2, first, first + 1);
        }
        archive.objects.remove(fileKey(4));
        archive.objects.remove(entryKey(20, 22));
        archive.objects.get(fileKey(30))[40] ^= 1;
        archive.change(50, 52, "record_count", 3);

        assertThat(verify().problems())
                .extracting(problem -> problem.replaceAll(
                        ".*(is missing|no range|is damaged|has 2 records|no manifest entry)" + ".*", "$1"))
                .containsExactly(
                        "is missing",
                        "no range",
                        "no manifest entry",
                        "is damaged",
                        "has 2 records",
                        "no manifest entry");
        assertThat(progress)
                .extracting(ArchiveVerification.Progress::files)
                .isSorted()
                .hasSize(29);
    }

    @Test
    void muchDamageIsCountedAndTheFirstOfItIsShown() {
        archive.avro(0, 2, 0, 1);
        for (int i = 100; i < 400; i++) {
            archive.objects.put(fileKey(i), new byte[0]);
        }

        VerifiedArchive verified = verify();

        assertThat(verified.problems()).hasSize(200);
        assertThat(verified.problemCount()).isEqualTo(300);
        assertThat(VerifiedArchiveJson.write(verified)).contains("\"whole\":false", "\"problem_count\":300");
    }

    private void assertFound(String kind, String text) {
        VerifiedArchive verified = verify();
        assertThat(verified.whole()).isFalse();
        assertThat(verified.problems()).containsExactly(text);
        assertThat(verified.topics().get(0).findings())
                .allSatisfy((each, count) -> assertThat(count).as(each).isEqualTo(each.equals(kind) ? 1 : 0));
    }

    private VerifiedArchive verify() {
        return verify(UnaryOperator.identity());
    }

    private VerifiedArchive verify(UnaryOperator<Set<String>> choice) {
        return new ArchiveVerifier(archive, "s3://lake/raw/", "raw/", progress::add).verify(choice);
    }
}
