package io.tributary.stack.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What tells whether a table's rows have changed without Postgres writing it into its log: a column that is added with a
 * default has a value in all rows at once, a column that is defined anew may have another value in all of them, and under
 * another key all are other rows to the lake.
 *
 * @param storage changes whenever Postgres writes the table anew; a number of no meaning
 * @param columns those that are captured, in the table's order
 * @param key columns of the key that its changes have; empty for none, null if an earlier version has not noted it
 */
public record TableShape(String storage, List<ColumnShape> columns, List<String> key) {

    private static final ObjectMapper JSON = new ObjectMapper();

    public TableShape {
        columns = List.copyOf(columns);
        key = key == null ? null : List.copyOf(key);
    }

    /**
     * A column.
     *
     * @param number Postgres' number of it in the table, which no other column of the table ever gets
     * @param type number of its type, and its modifier
     * @param filled whether rows of before the column was added have a value that is not stored in them
     * @param definition the transaction that last defined the column; null if an earlier version has not noted it
     */
    public record ColumnShape(int number, String type, boolean filled, String definition) {

        /**
         * Whether a statement has defined the column anew since, be it with the same type. VACUUM FULL and CLUSTER define
         * none, but for columns whose value of before is stored in the rows thereby: those pass for defined anew.
         */
        private boolean isDefinedAnewSince(ColumnShape before) {
            return before.definition == null ? !type.equals(before.type) : !definition.equals(before.definition);
        }
    }

    static TableShape ofJson(String json) {
        try {
            return JSON.readValue(json, TableShape.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not the shape of a table: " + json, e);
        }
    }

    String json() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A record of texts does not become JSON", e);
        }
    }

    /** Whether rows that were read in an earlier shape may have other values now, without an event that says so. */
    boolean hidesChangesSince(TableShape before) {
        Map<Integer, ColumnShape> old =
                before.columns.stream().collect(Collectors.toMap(ColumnShape::number, Function.identity()));
        boolean rewritten = !storage.equals(before.storage);
        return columns.stream().anyMatch(column -> {
            ColumnShape was = old.get(column.number);
            return was == null ? column.filled || rewritten : rewritten && column.isDefinedAnewSince(was);
        });
    }
}
