package io.tributary.tests.workload;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** The tables as they are defined at present. */
final class CurrentTables {

    private volatile List<Table> tables;

    CurrentTables(List<Table> tables) {
        this.tables = tables;
    }

    List<Table> all() {
        return tables;
    }

    Table named(String name) {
        return tables.stream()
                .filter(table -> table.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Any table; the one that gets emptied only for those who may. */
    Table any(SplittableRandom random, boolean withTruncated) {
        List<Table> now = tables;
        while (true) {
            Table table = now.get(random.nextInt(now.size()));
            if (withTruncated || !table.name().equals(Tables.TRUNCATED.name())) {
                return table;
            }
        }
    }

    synchronized void replace(Table table) {
        List<Table> changed = new ArrayList<>(tables);
        changed.replaceAll(
                old -> old.name().equals(table.name()) && old.schema().equals(table.schema()) ? table : old);
        tables = List.copyOf(changed);
    }
}
