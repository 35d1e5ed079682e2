package io.tributary.schemas.contract.draft;

import io.tributary.schemas.contract.Shape;
import io.tributary.schemas.naming.Dataset;
import java.util.List;
import java.util.Map;

/** Drafts a contract from a table's columns, as JDBC's metadata tells them. */
public final class TableSample {

    private static final int MAX_PRECISION = 38;

    private TableSample() {}

    /**
     * One column.
     *
     * @param type name of its type in the database, for instance {@code numeric} or {@code _text}
     * @param size digits of a numeric
     * @param scale digits behind the point
     * @param key place in the primary key from 1; 0 if it is not in it
     * @param remark comment on the column; may be null
     */
    public record Column(String name, String type, int size, int scale, boolean nullable, int key, String remark) {}

    /** The draft. */
    public static ContractDraft draft(Dataset dataset, List<Column> columns) {
        return new ContractDraft(
                dataset,
                Shape.TABLE,
                columns.stream()
                        .filter(column -> !column.type().equals("bytea"))
                        .map(TableSample::column)
                        .toList());
    }

    private static DraftColumn column(Column column) {
        boolean array = column.type().startsWith("_");
        String bare = array ? column.type().substring(1) : column.type();
        String logical = logicalType(column, bare);
        boolean zoned = bare.equals("timestamptz") && !array;
        return new DraftColumn(
                column.name(),
                array ? "array" : logical,
                array ? null : physicalType(column, bare, logical),
                array ? logical : null,
                column.key(),
                !column.nullable(),
                zoned ? Map.of("timezone", "true") : Map.of(),
                Map.of(),
                column.remark());
    }

    private static String logicalType(Column column, String type) {
        return switch (type) {
            case "bool" -> "boolean";
            case "int2", "int4", "int8", "serial", "bigserial", "smallserial", "oid" -> "integer";
            case "float4", "float8" -> "number";
            case "numeric" -> isBounded(column) ? "number" : "string";
            case "money" -> "number";
            case "date" -> "date";
            case "timestamp", "timestamptz" -> "timestamp";
            case "time", "timetz" -> "time";
            case "json", "jsonb", "hstore" -> "object";
            default -> "string";
        };
    }

    private static String physicalType(Column column, String type, String logical) {
        return switch (type) {
            case "int2", "int4", "serial", "smallserial" -> "int";
            case "float4" -> "real";
            case "numeric" -> logical.equals("number") ? "decimal(" + column.size() + "," + column.scale() + ")" : null;
            case "money" -> "decimal(19,2)";
            default -> null;
        };
    }

    /** A numeric without precision has no decimal type that it surely fits in; see docs/adr/0003. */
    private static boolean isBounded(Column column) {
        return column.size() >= 1
                && column.size() <= MAX_PRECISION
                && column.scale() >= 0
                && column.scale() <= column.size();
    }
}
