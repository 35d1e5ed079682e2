package io.tributary.tests.workload;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Compares a bronze table with the ledger. For each key the lake must show some rows of snapshots, each as the row was
 * at some moment before the first snapshot was complete, and then every later change exactly once, in order.
 *
 * <p>A snapshot that was cut off starts again, behind a truncate of what it has read already. A snapshot may also find a
 * table empty that was truncated after the moment that it shows: TRUNCATE takes the rows from transactions that began
 * before it, too (PostgreSQL's manual, "Caveats" of the chapter on concurrency control).
 */
final class BronzeCheck {

    private static final String READ = "r";
    private static final int MOST = 10;

    /** A key stays in its partition; rows without a key are spread over all. */
    private static final Comparator<Shown> BY_OFFSET = Comparator.comparingLong(Shown::offset);

    private static final Comparator<Shown> BY_ORDERING =
            Comparator.comparingLong(Shown::ordering).thenComparing(BY_OFFSET);

    private record Shown(Change change, String topic, int partition, long offset, long ordering) {

        boolean isRead() {
            return change.op().equals(READ);
        }
    }

    private final Table table;
    private final String lakeTable;
    private final Ledger ledger;
    private final List<String> differences = new ArrayList<>();

    BronzeCheck(Table table, String source, Ledger ledger) {
        this.table = table;
        this.lakeTable = "lake_bronze." + table.lakeTable(source);
        this.ledger = ledger;
    }

    /** At most {@value #MOST} lines, each one difference; empty if there are none. */
    List<String> differences(Lake lake) {
        Map<String, List<Shown>> shown = new LinkedHashMap<>();
        Set<String> origins = new HashSet<>();
        int truncations = 0;
        for (Map<String, String> row : lake.query(query())) {
            Shown one = shown(row);
            if (!origins.add(one.topic() + "-" + one.partition() + "@" + one.offset())) {
                add("the raw record " + one.topic() + "-" + one.partition() + "@" + one.offset() + " is there twice");
            }
            if (one.change().op().equals(Change.TRUNCATE)) {
                truncations++;
            } else {
                shown.computeIfAbsent(keyOf(row), key -> new ArrayList<>()).add(one);
            }
        }
        compareTruncations(truncations);
        Map<String, Ledger.History> expected = ledger.of(table);
        expected.forEach((key, history) -> compare(key, history, shown.getOrDefault(key, List.of())));
        shown.keySet().stream()
                .filter(key -> !expected.containsKey(key))
                .forEach(key -> add("key " + key + " is in the lake only: " + shown.get(key)));
        return differences;
    }

    private void compareTruncations(int truncations) {
        if (truncations < ledger.certainTruncations(table) || truncations > ledger.possibleTruncations(table)) {
            add(truncations + " truncations, expected " + ledger.certainTruncations(table) + " to "
                    + ledger.possibleTruncations(table));
        }
    }

    private void compare(String key, Ledger.History history, List<Shown> unsorted) {
        List<Shown> shown = unsorted.stream()
                .sorted(table.keyDeclared() ? BY_OFFSET : BY_ORDERING)
                .toList();
        List<Change> changes = shown.stream().map(Shown::change).toList();
        List<Change> reads =
                shown.stream().takeWhile(Shown::isRead).map(Shown::change).toList();
        List<Change> streamed = changes.subList(reads.size(), changes.size());
        boolean explained = IntStream.rangeClosed(history.beforeCapture(), history.untilComplete())
                .anyMatch(position -> explains(history, position, reads, streamed));
        if (!explained) {
            add("key " + key + " shows " + changes + ", expected " + history.changes() + ", of which "
                    + history.beforeCapture() + " to " + history.untilComplete() + " in snapshots");
        }
        if (table.keyDeclared() && !increasing(shown)) {
            add("key " + key + " has an ordering that falls: " + shown);
        }
    }

    /** Whether the last snapshot that counts can have been taken after so many changes. */
    private boolean explains(Ledger.History history, int position, List<Change> reads, List<Change> streamed) {
        List<Change> all = history.changes();
        boolean rowThere = position > 0 && all.get(position - 1).leavesRow();
        Set<Long> states =
                all.subList(0, position).stream().map(Change::changeId).collect(Collectors.toSet());
        boolean readsFit = reads.stream().allMatch(read -> states.contains(read.changeId()));
        boolean lastReadFits = !rowThere
                || !reads.isEmpty()
                        && reads.get(reads.size() - 1)
                                .changeId()
                                .equals(all.get(position - 1).changeId())
                || position <= history.beforeTruncation();
        return readsFit && lastReadFits && streamedFrom(all, position).equals(streamed);
    }

    private static List<Change> streamedFrom(List<Change> all, int begin) {
        return all.subList(begin, all.size()).stream()
                .filter(change -> !change.op().equals(Change.TRUNCATE))
                .toList();
    }

    private static boolean increasing(List<Shown> shown) {
        return IntStream.range(1, shown.size())
                .allMatch(i -> shown.get(i - 1).ordering() <= shown.get(i).ordering());
    }

    private String query() {
        String keys = IntStream.range(0, table.key().size())
                .mapToObj(
                        i -> table.key().get(i).type().inLake(table.key().get(i).lakeName()) + " AS k" + i)
                .collect(Collectors.joining(", "));
        return "SELECT " + keys + ", CAST(change_id AS STRING) AS change_id, _op AS op, _raw_topic AS topic,"
                + " CAST(_raw_partition AS STRING) AS partition, CAST(_raw_offset AS STRING) AS offset,"
                + " CAST(_ordering AS STRING) AS ordering FROM " + lakeTable;
    }

    private static Shown shown(Map<String, String> row) {
        String op = row.get("op");
        boolean leavesRow = !op.equals("d") && !op.equals(Change.TRUNCATE);
        return new Shown(
                new Change(op, leavesRow ? Long.valueOf(row.get("change_id")) : null),
                row.get("topic"),
                Integer.parseInt(row.get("partition")),
                Long.parseLong(row.get("offset")),
                Long.parseLong(row.get("ordering")));
    }

    private String keyOf(Map<String, String> row) {
        return IntStream.range(0, table.key().size())
                .mapToObj(i -> row.get("k" + i))
                .collect(Collectors.joining("|"));
    }

    private void add(String difference) {
        if (differences.size() < MOST) {
            differences.add(lakeTable + ": " + difference);
        }
    }
}
