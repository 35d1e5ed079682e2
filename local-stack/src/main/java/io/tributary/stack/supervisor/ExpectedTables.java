package io.tributary.stack.supervisor;

import io.tributary.schemas.naming.Dataset;
import io.tributary.stack.status.SourceStatus;
import io.tributary.stack.status.TableStatus;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The tables that must be there before a stack is ready: those of every captured table that holds a row. */
final class ExpectedTables {

    private final EmptyTables empty;

    ExpectedTables(StackPlan plan) {
        this.empty = new EmptyTables(plan.context().config().postgresSources());
    }

    /** Names as {@code layer.table}. A table without rows makes no records, so nothing is expected of it. */
    Set<String> of(List<SourceStatus> sources, List<TableStatus> tables) {
        Set<String> expected = new TreeSet<>();
        for (SourceStatus source : sources) {
            for (String captured : source.captured()) {
                int dot = captured.indexOf('.');
                String name = Dataset.ofPostgres(source.name(), captured.substring(0, dot), captured.substring(dot + 1))
                        .tableName();
                boolean there = tables.stream().anyMatch(table -> table.name().equals(name));
                if (there || !empty.isEmpty(source.name(), captured)) {
                    if (!source.bronzeOnly().contains(captured)) {
                        expected.add("silver." + name);
                    }
                    expected.add("bronze." + name);
                }
            }
        }
        return expected;
    }
}
