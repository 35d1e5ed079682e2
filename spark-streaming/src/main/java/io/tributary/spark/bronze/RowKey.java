package io.tributary.spark.bronze;

import java.util.List;
import org.apache.avro.Schema;

/**
 * The columns by which the rows of one raw record are told apart.
 *
 * @param columns those whose values have one text, in records and in tables
 * @param exact whether these are all columns of the key
 */
record RowKey(List<String> columns, boolean exact) {

    /**
     * The columns of a table.
     *
     * @param key the columns of its key
     * @param table its columns
     */
    static RowKey of(List<String> key, Schema table) {
        List<String> columns = key.stream()
                .filter(column -> hasOneText(table.getField(column)))
                .toList();
        return new RowKey(columns, columns.size() == key.size());
    }

    private static boolean hasOneText(Schema.Field column) {
        Schema schema = column.schema();
        Schema type = schema.isUnion()
                ? schema.getTypes().stream()
                        .filter(each -> each.getType() != Schema.Type.NULL)
                        .findFirst()
                        .orElseThrow()
                : schema;
        return type.getLogicalType() == null
                && List.of(Schema.Type.STRING, Schema.Type.INT, Schema.Type.LONG, Schema.Type.BOOLEAN)
                        .contains(type.getType());
    }
}
