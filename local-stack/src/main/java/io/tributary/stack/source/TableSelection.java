package io.tributary.stack.source;

import io.tributary.schemas.naming.Dataset;
import io.tributary.stack.config.PostgresSource;
import io.tributary.stack.config.TablePattern;
import io.tributary.stack.source.Finding.Rule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Which tables of a source are captured, and why the others are not.
 *
 * @param captured in the order of their names
 * @param leftOut tables that the patterns match and that are not captured, in the order of their names
 * @param findings what is wrong with the patterns, that no table is captured, and remarks on captured tables
 */
public record TableSelection(List<CapturedTable> captured, List<LeftOut> leftOut, List<Finding> findings) {

    private static final int NAMES_SHOWN = 20;

    public TableSelection {
        captured = List.copyOf(captured);
        leftOut = List.copyOf(leftOut);
        findings = List.copyOf(findings);
    }

    /** Selects among the tables of a database. */
    static TableSelection of(PostgresSource source, List<TableFacts> tables, TableJudge judge) {
        List<TableFacts> matching = tables.stream()
                .filter(table ->
                        source.captures(table.name().schema(), table.name().name()))
                .sorted(Comparator.comparing(TableFacts::name))
                .toList();
        List<TableFacts> candidates = new ArrayList<>();
        List<LeftOut> leftOut = new ArrayList<>();
        List<Finding> findings = new ArrayList<>(unmatched(source, tables));
        for (TableFacts table : matching) {
            if (isNoTable(table)) {
                // A pattern with a star means tables; only who names a view wants to know.
                if (isNamed(source, table.name())) {
                    leftOut.add(new LeftOut(table.name(), notATable(table)));
                }
            } else {
                judge.objection(table)
                        .ifPresentOrElse(
                                finding -> leftOut.add(new LeftOut(table.name(), finding)),
                                () -> candidates.add(table));
            }
        }
        Map<String, List<TableName>> byDataset =
                groups(candidates, table -> Dataset.ofPostgres(source.name(), table.schema(), table.name())
                        .tableName());
        Map<String, List<TableName>> byTopic = groups(candidates, table -> RawTopic.of(source.name(), table));
        List<CapturedTable> captured = new ArrayList<>();
        for (TableFacts table : candidates) {
            TableName name = table.name();
            List<TableName> sameDataset = byDataset.get(Dataset.ofPostgres(source.name(), name.schema(), name.name())
                    .tableName());
            List<TableName> sameTopic = byTopic.get(RawTopic.of(source.name(), name));
            if (sameDataset.size() > 1 || sameTopic.size() > 1) {
                leftOut.add(new LeftOut(name, clash(name, sameDataset.size() > 1 ? sameDataset : sameTopic)));
            } else {
                captured.add(judge.captured(table));
                findings.addAll(judge.remarks(table));
            }
        }
        leftOut.sort(Comparator.comparing(LeftOut::table));
        if (captured.isEmpty()) {
            nothingCaptured(source, leftOut, findings).ifPresent(findings::add);
        }
        return new TableSelection(captured, leftOut, findings);
    }

    private static Map<String, List<TableName>> groups(List<TableFacts> tables, Function<TableName, String> name) {
        Map<String, List<TableName>> groups = new HashMap<>();
        tables.forEach(table -> groups.computeIfAbsent(name.apply(table.name()), ignored -> new ArrayList<>())
                .add(table.name()));
        return groups;
    }

    private static boolean isNoTable(TableFacts table) {
        // A partition's changes come under the name of the table that it is a part of.
        return table.partition() || table.kind() != TableFacts.TABLE && table.kind() != TableFacts.PARTITIONED;
    }

    private static boolean isNamed(PostgresSource source, TableName table) {
        return source.tables().contains(new TablePattern(table.schema(), table.name()));
    }

    private static Finding notATable(TableFacts table) {
        if (table.partition()) {
            return new Finding(
                    Rule.PARTITION_OF_A_TABLE,
                    "table " + table.name(),
                    "it is a partition",
                    "Name the partitioned table instead; its changes include those of all partitions");
        }
        String kind =
                switch (table.kind()) {
                    case 'v' -> "a view";
                    case 'm' -> "a materialised view";
                    case 'f' -> "a foreign table";
                    default -> "no table";
                };
        return new Finding(
                Rule.NOT_A_TABLE,
                "table " + table.name(),
                "it is " + kind + ", which Postgres does not replicate",
                "Capture the tables behind it");
    }

    private static Finding clash(TableName table, List<TableName> same) {
        String others = same.stream()
                .filter(other -> !other.equals(table))
                .map(TableName::toString)
                .collect(Collectors.joining(", "));
        return new Finding(
                Rule.TABLE_NAMES_CLASH,
                "table " + table,
                "it and " + others + " would have the same name in the lake",
                "Rename one, or leave one out with 'exclude' and capture it as a source of another name");
    }

    private static List<Finding> unmatched(PostgresSource source, List<TableFacts> tables) {
        List<Finding> findings = new ArrayList<>();
        for (TablePattern pattern : source.tables()) {
            boolean matches = tables.stream()
                    .anyMatch(table ->
                            pattern.matches(table.name().schema(), table.name().name()));
            if (!matches) {
                findings.add(new Finding(
                        Rule.PATTERN_MATCHES_NOTHING,
                        "sources." + source.name() + ".tables",
                        "the pattern '" + pattern + "' matches no table of " + source.address(),
                        "Correct or remove it. " + existing(tables)));
            }
        }
        return findings;
    }

    /** Nothing if that is clear already from patterns which match nothing. */
    private static Optional<Finding> nothingCaptured(
            PostgresSource source, List<LeftOut> leftOut, List<Finding> unmatched) {
        if (leftOut.isEmpty() && !unmatched.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Finding(
                Rule.NOTHING_MATCHES,
                "sources." + source.name() + ".tables",
                "not one table can be captured",
                leftOut.isEmpty()
                        ? "Name tables: what matches is excluded, or a view or the like"
                        : LeftOutReasons.of(leftOut)));
    }

    private static String existing(List<TableFacts> tables) {
        List<String> names = tables.stream()
                .filter(table -> !isNoTable(table))
                .map(table -> table.name().toString())
                .sorted()
                .toList();
        if (names.isEmpty()) {
            return "The database has no tables that the role can see";
        }
        return "There are: " + NameList.of(names, NAMES_SHOWN);
    }
}
