package io.tributary.stack.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.stack.status.ArchiveStatus;
import io.tributary.stack.status.ArchiveStatus.TopicStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArchiveProblemsTest {

    @Test
    void topicsWithOneCauseAreOneProblem() {
        ArchiveStatus archive = new ArchiveStatus(
                "S3 says no",
                "2026-01-02T00:00:00Z",
                70,
                List.of(
                        new TopicStatus("a", 10, "S3 says no", "2026-01-02T00:00:05Z"),
                        new TopicStatus("b", 30, "S3 says no", "2026-01-02T00:00:00Z"),
                        new TopicStatus("c", 0, "S3 says no", "2026-01-02T00:00:05Z"),
                        new TopicStatus("d", 20, "S3 says no", "2026-01-02T00:00:05Z"),
                        new TopicStatus("e", 7, "lost", "2026-01-01T00:00:00Z"),
                        new TopicStatus("f", 3, null, null)),
                "2026-01-03T00:00:00Z");

        assertThat(ArchiveProblems.of(archive))
                .containsExactly(
                        "Archive, since 2026-01-02T00:00:00Z: S3 says no. 60 records wait in Kafka: 30 of b, 20 of d,"
                                + " 10 of a and 1 topics more",
                        "Archive, since 2026-01-01T00:00:00Z: lost. 7 records wait in Kafka: 7 of e");
    }

    @Test
    void recordsThatWaitForTheirFileAreNoProblem() {
        ArchiveStatus archive =
                new ArchiveStatus(null, null, 9, List.of(new TopicStatus("a", 9, null, null)), "2026-01-03T00:00:00Z");

        assertThat(ArchiveProblems.of(archive)).isEmpty();
    }
}
