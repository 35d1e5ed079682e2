package io.tributary.stack.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.stack.source.Finding.Rule;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LeftOutReasonsTest {

    @Test
    void aReasonOfOneTableIsThatTables() {
        assertThat(LeftOutReasons.of(List.of(leftOut("a", "it is unlogged", "SET LOGGED"))))
                .isEqualTo("Table public.a: it is unlogged. SET LOGGED");
    }

    @Test
    void eachReasonIsSaidOnceWithTheFixOfItsFirstTable() {
        assertThat(LeftOutReasons.of(List.of(
                        leftOut("a", "it is not owned", "Own a"),
                        leftOut("b", "it is unlogged", "SET LOGGED"),
                        leftOut("c", "it is not owned", "Own c"))))
                .isEqualTo(
                        "Each of the tables public.a, public.c: it is not owned. For public.a: Own a. Table public.b: it"
                                + " is unlogged. SET LOGGED");
    }

    @Test
    void aFixOfAllTablesIsNotThatOfOne() {
        assertThat(LeftOutReasons.of(List.of(
                        leftOut("a", "row-level security hides rows", "ALTER ROLE r BYPASSRLS"),
                        leftOut("b", "row-level security hides rows", "ALTER ROLE r BYPASSRLS"))))
                .isEqualTo(
                        "Each of the tables public.a, public.b: row-level security hides rows. ALTER ROLE r BYPASSRLS");
    }

    @Test
    void tenTablesAreNamed() {
        List<LeftOut> tables = IntStream.rangeClosed(1, 13)
                .mapToObj(number -> leftOut("t" + number, "it is unlogged", "SET LOGGED"))
                .toList();

        assertThat(LeftOutReasons.of(tables.subList(0, 10))).contains("public.t9, public.t10: it is");
        assertThat(LeftOutReasons.of(tables)).contains("public.t9, public.t10 and 3 more: it is");
    }

    private static LeftOut leftOut(String name, String problem, String fix) {
        TableName table = new TableName("public", name);
        return new LeftOut(table, new Finding(Rule.MAY_NOT_PUBLISH, "table " + table, problem, fix));
    }
}
