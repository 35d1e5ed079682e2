package io.tributary.stack.source;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Says why tables are left out: each reason once, with the tables that it holds for. */
final class LeftOutReasons {

    private static final int NAMES_SHOWN = 10;

    private LeftOutReasons() {}

    static String of(List<LeftOut> tables) {
        Map<String, List<LeftOut>> byProblem = tables.stream()
                .collect(Collectors.groupingBy(
                        table -> table.finding().problem(), LinkedHashMap::new, Collectors.toList()));
        return byProblem.values().stream().map(LeftOutReasons::reason).collect(Collectors.joining(". "));
    }

    private static String reason(List<LeftOut> tables) {
        LeftOut first = tables.get(0);
        if (tables.size() == 1) {
            return "Table " + first.table() + ": " + first.finding().reason();
        }
        List<String> names =
                tables.stream().map(table -> table.table().toString()).toList();
        Finding finding = first.finding();
        boolean sameFix =
                tables.stream().allMatch(table -> table.finding().fix().equals(finding.fix()));
        return "Each of the tables " + NameList.of(names, NAMES_SHOWN) + ": " + finding.problem() + ". "
                + (sameFix ? "" : "For " + first.table() + ": ") + finding.fix();
    }
}
