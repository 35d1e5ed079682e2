package io.tributary.tests.workload;

import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/** Keys and change ids that no other worker uses. */
final class WorkerKeys {

    private static final List<String> REGIONS = List.of("norte", "Sul", "são joão", "");
    private static final LocalDate FIRST_DAY = LocalDate.of(2026, 2, 27);

    private final int worker;
    private final int workers;
    private long last;

    /**
     * @param worker 0 to {@code workers - 1}
     * @param workers how many share the numbers
     */
    WorkerKeys(int worker, int workers) {
        this.worker = worker;
        this.workers = workers;
    }

    long next() {
        return ++last * workers + worker;
    }

    List<String> newKey(Table table, SplittableRandom random) {
        return table.key().stream().map(column -> value(column, random)).toList();
    }

    private String value(Column column, SplittableRandom random) {
        return switch (column.type().ddl()) {
            case "bigint" -> Long.toString(next());
            case "uuid" -> new UUID(random.nextLong(), random.nextLong()).toString();
            case "date" -> FIRST_DAY.plusDays(random.nextInt(3)).toString();
            case "text" -> REGIONS.get(random.nextInt(REGIONS.size()));
            default ->
                throw new IllegalArgumentException(
                        "No keys of type " + column.type().ddl());
        };
    }
}
