package io.tributary.stack.deadletter;

import io.tributary.schemas.naming.Topics;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts dead letters by dataset, rule and field. */
final class LetterCounts {

    private final Map<Kind, LetterCount> counts = new HashMap<>();

    private record Kind(String dataset, String rule, String field) {}

    void add(String topic, DeadLetter letter, boolean redriven) {
        String dataset = topic.substring(Topics.DEAD_LETTER_PREFIX.length());
        Kind kind = new Kind(dataset, letter.rule(), letter.field());
        LetterCount before = counts.get(kind);
        long letters = before == null ? 0 : before.letters();
        long sentAgain = before == null ? 0 : before.redriven();
        counts.put(
                kind,
                new LetterCount(
                        dataset,
                        letter.rule(),
                        letter.field(),
                        letters + 1,
                        sentAgain + (redriven ? 1 : 0),
                        letter.reason()));
    }

    List<LetterCount> all() {
        return counts.values().stream()
                .sorted(Comparator.comparing(LetterCount::dataset)
                        .thenComparing(
                                Comparator.comparingLong(LetterCount::letters).reversed())
                        .thenComparing(LetterCount::rule)
                        .thenComparing(LetterCount::field))
                .toList();
    }
}
