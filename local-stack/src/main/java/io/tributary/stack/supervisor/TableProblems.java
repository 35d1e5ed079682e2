package io.tributary.stack.supervisor;

import io.tributary.stack.status.TableStatus;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with a table, for people. */
final class TableProblems {

    private static final long MILLIS = 1_000;

    private TableProblems() {}

    static List<String> of(TableStatus table) {
        List<String> problems = new ArrayList<>();
        String name = "Table " + table.layer() + " " + table.name();
        String dataset = table.source() + "." + table.dataset();
        if (table.error() != null) {
            problems.add(name + ": " + table.error());
        }
        if (!table.unwritable().isEmpty()) {
            problems.add(
                    name + " stands at a record that it cannot take; if that cannot be mended, 'tributary dlq skip "
                            + dataset + "' sets such records aside, and the table goes on behind them");
        }
        if (table.skipped() != null && table.skipped() > 0) {
            problems.add(name + " lacks " + table.skipped()
                    + " records, which it could not take; they are in topic dlq." + dataset);
        }
        if (table.beingReplayed()) {
            problems.add(name + " is being replayed and shows older states until it is through; see 'tributary replay "
                    + dataset + " --watch'");
        }
        if (table.replayStoppedAt() != null) {
            problems.add(name + ": its replay is stopped at offsets " + table.replayStoppedAt() + ", and "
                    + (table.behind() == null ? "what arrives waits" : table.behind() + " records wait")
                    + " in Kafka, no longer than its retention lets them; go on with 'tributary replay " + dataset
                    + "'");
        }
        if (!table.lost().isEmpty()) {
            problems.add(name + ": Kafka no longer has "
                    + table.lost().stream()
                            .mapToLong(each -> each.to() - each.from())
                            .sum()
                    + " of the records that wait for it, so it cannot go on; let it go on without them with 'tributary dlq skip "
                    + dataset + "', which says how to bring them back");
        }
        if (isLate(table)) {
            problems.add(name + " is " + table.freshnessMs() / MILLIS + " s behind, and its contract promises "
                    + table.promisedFreshnessMs() / MILLIS + " s");
        }
        if (table.layer().equals("silver") && table.deadLetters() != null && table.deadLetters() > 0) {
            problems.add("Dataset " + dataset + ": " + table.deadLetters()
                    + " records could not be processed; they are in topic dlq." + dataset
                    + " with the reason in their headers");
        }
        return problems;
    }

    /** A table whose source has nothing new is not late, however old its newest row. */
    private static boolean isLate(TableStatus table) {
        return table.layer().equals("silver")
                && table.promisedFreshnessMs() != null
                && table.freshnessMs() != null
                && table.freshnessMs() > table.promisedFreshnessMs()
                && table.behind() != null
                && table.behind() > 0;
    }
}
