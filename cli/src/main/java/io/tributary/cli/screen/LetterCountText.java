package io.tributary.cli.screen;

import io.tributary.stack.deadletter.LetterCount;
import java.util.List;

/** Counts of dead letters as a table for people. */
public final class LetterCountText {

    private LetterCountText() {}

    /** One line a kind of dead letter. */
    public static List<String> lines(List<LetterCount> counts) {
        if (counts.isEmpty()) {
            return List.of("There are no dead letters.");
        }
        TextTable table = new TextTable("DATASET", "RULE", "FIELD", "LETTERS>", "SENT AGAIN>", "NEWEST REASON");
        counts.forEach(count -> table.row(
                count.dataset(),
                count.rule(),
                count.field(),
                Amounts.count(count.letters()),
                Amounts.count(count.redriven()),
                count.reason()));
        return table.lines();
    }
}
