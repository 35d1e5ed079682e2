package io.tributary.tests.workload;

import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A Postgres type: how values of it are made, and how both sides are asked for a value as text, so that equal values
 * give equal texts.
 *
 * @param ddl the type as CREATE TABLE takes it
 * @param values makes the text of a value, never null
 * @param inPostgres SQL expression over the column {@code $} that gives text
 * @param inLake Spark SQL expression over the column {@code $} that gives text
 * @param canonical brings the texts of both sides to one form
 */
record ColumnType(
        String ddl,
        Function<SplittableRandom, String> values,
        String inPostgres,
        String inLake,
        UnaryOperator<String> canonical) {

    private static final String AS_TEXT = "($)::text";
    private static final String AS_STRING = "CAST($ AS STRING)";

    static ColumnType of(String ddl, Function<SplittableRandom, String> values) {
        return new ColumnType(ddl, values, AS_TEXT, AS_STRING, UnaryOperator.identity());
    }

    /** The same type with other expressions to read it by. */
    ColumnType read(String otherInPostgres, String otherInLake) {
        return new ColumnType(ddl, values, otherInPostgres, otherInLake, canonical);
    }

    ColumnType canonical(UnaryOperator<String> other) {
        return new ColumnType(ddl, values, inPostgres, inLake, other);
    }

    /** An array of this type, with empty arrays and null elements. */
    ColumnType array() {
        return new ColumnType(
                ddl + "[]",
                random -> ArrayText.of(random, values),
                "CASE WHEN ($) IS NOT NULL THEN to_jsonb(ARRAY(SELECT " + inPostgres.replace("$", "e")
                        + " FROM unnest($) WITH ORDINALITY AS u(e, n) ORDER BY n))::text END",
                "to_json(transform($, e -> " + inLake.replace("$", "e") + "))",
                text -> ArrayText.canonical(text, canonical));
    }

    String inPostgres(String column) {
        return inPostgres.replace("$", "\"" + column.replace("\"", "\"\"") + "\"");
    }

    String inLake(String column) {
        return inLake.replace("$", "`" + column + "`");
    }
}
