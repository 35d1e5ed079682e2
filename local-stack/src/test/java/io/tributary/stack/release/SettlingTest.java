package io.tributary.stack.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.naming.Dataset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettlingTest {

    private static final Dataset MOVIES = new Dataset("films", "movies");
    private static final Dataset CAST = new Dataset("films", "cast");
    private static final DoneFile FIRST = new DoneFile("a.json", 1, 10, 1L, null);
    private static final DoneFile SECOND = new DoneFile("b.json", 1, 20, 2L, null);

    private final Positions positions = new Positions();
    private final Settling settling = new Settling(MOVIES, List.of(MOVIES, CAST));

    /** Positions that the test moves; partition 0 is all there is unless said otherwise. */
    private static final class Positions implements LakePositions {
        private Map<Integer, Long> raw = Map.of(0, 100L);
        private Map<Integer, Long> cleaned = Map.of();
        private final Map<Dataset, Map<Integer, Long>> clean = new HashMap<>();
        private final Map<Dataset, Map<Integer, Long>> lake = new HashMap<>();

        @Override
        public Map<Integer, Long> rawEnds(String rawTopic) {
            assertThat(rawTopic).isEqualTo("raw.films.movies");
            return raw;
        }

        @Override
        public Map<Integer, Long> cleaned(String rawTopic) {
            return cleaned;
        }

        @Override
        public Map<Integer, Long> cleanEnds(Dataset dataset) {
            return clean.getOrDefault(dataset, Map.of());
        }

        @Override
        public Map<Integer, Long> inLake(Dataset dataset) {
            return lake.getOrDefault(dataset, Map.of());
        }
    }

    @Test
    void aFileIsNotSettledWhileTheStreamsAppIsBehind() {
        positions.cleaned = Map.of(0, 99L);
        positions.lake.put(MOVIES, Map.of(0, 1_000L));

        assertThat(settling.look(List.of(FIRST), positions)).isEmpty();
    }

    @Test
    void aFileIsNotSettledWhileALayerLacksARecord() {
        positions.cleaned = Map.of(0, 100L);
        positions.clean.put(MOVIES, Map.of(0, 50L));
        positions.lake.put(MOVIES, Map.of(0, 49L));

        assertThat(settling.look(List.of(FIRST), positions)).isEmpty();
    }

    @Test
    void aFileIsNotSettledWhileOnePartitionIsBehind() {
        positions.raw = Map.of(0, 100L, 1, 7L);
        positions.cleaned = Map.of(0, 200L, 1, 6L);

        assertThat(settling.look(List.of(FIRST), positions)).isEmpty();
    }

    @Test
    void aFileIsNotSettledWhileAnArrayOfItsDocumentsIsBehind() {
        positions.cleaned = Map.of(0, 100L);
        positions.clean.put(CAST, Map.of(0, 5L));

        assertThat(settling.look(List.of(FIRST), positions)).isEmpty();
    }

    @Test
    void whatCameIntoTheCleanTopicAfterwardsIsNotWaitedFor() {
        positions.cleaned = Map.of(0, 100L);
        positions.clean.put(MOVIES, Map.of(0, 50L));
        settling.look(List.of(FIRST), positions);
        positions.clean.put(MOVIES, Map.of(0, 5_000L));
        positions.lake.put(MOVIES, Map.of(0, 50L));

        assertThat(settling.look(List.of(FIRST), positions)).containsExactly(FIRST);
    }

    @Test
    void theEndOfTheCleanTopicIsTakenAfterTheStreamsAppIsThrough() {
        positions.clean.put(MOVIES, Map.of(0, 10L));
        positions.lake.put(MOVIES, Map.of(0, 10L));
        settling.look(List.of(FIRST), positions);
        positions.cleaned = Map.of(0, 100L);
        positions.clean.put(MOVIES, Map.of(0, 50L));

        assertThat(settling.look(List.of(FIRST), positions)).isEmpty();
    }

    @Test
    void aFileWhoseRecordsAreAllDeadLettersIsSettled() {
        positions.cleaned = Map.of(0, 100L);

        assertThat(settling.look(List.of(FIRST), positions)).containsExactly(FIRST);
    }

    @Test
    void eachFileIsToldOnce() {
        positions.cleaned = Map.of(0, 100L);
        settling.told(List.of(SECOND));
        settling.look(List.of(FIRST, SECOND), positions);

        assertThat(settling.look(List.of(FIRST, SECOND), positions)).isEmpty();
    }

    @Test
    void aNewGenerationIsAnotherFile() {
        positions.cleaned = Map.of(0, 100L);
        DoneFile again = new DoneFile("a.json", 2, 11, 5L, null);
        settling.look(List.of(FIRST), positions);

        assertThat(settling.look(List.of(again), positions)).containsExactly(again);
    }
}
