package io.tributary.spark.lake;

import io.tributary.schemas.change.ChangeMetadata;
import io.tributary.schemas.contract.CleanSchema;
import io.tributary.schemas.naming.Dataset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.Schema;

/** Derives a table's columns from the schemas of its clean topic. */
public final class TableColumns {

    /** Prop of a clean value schema: JSON array of the key columns, in key order; empty if the table has no key. */
    public static final String KEY_PROP = "tributary.key";

    private TableColumns() {}

    /**
     * The columns that hold the table's rows as they are and the new ones: known columns keep their place and are
     * widened where needed, new ones come after them, the layer's own columns last. What the newest clean schema says of
     * the table and of a column is kept as their doc, which every commit carries and catalogs are filled from.
     *
     * @param current the table's columns; empty if there is no table
     * @param clean the clean value schemas to take in, in the order of their ids
     * @throws IncompatibleSchemaException naming the column, both types and the way out
     */
    public static Schema merge(Layer layer, Dataset dataset, Optional<Schema> current, List<Schema> clean)
            throws IncompatibleSchemaException {
        String record = dataset.tableName() + "_record";
        String namespace = "hoodie." + dataset.tableName();
        List<MetaColumn> meta = MetaColumn.of(layer);
        Set<String> metaNames = MetaColumn.names(layer);
        Map<String, Schema> columns = new LinkedHashMap<>();
        Map<String, String> docs = new HashMap<>();
        String tableDoc = current.map(Schema::getDoc).orElse(null);
        current.ifPresent(schema -> schema.getFields().stream()
                .filter(field -> !metaNames.contains(field.name()))
                .forEach(field -> {
                    columns.put(field.name(), LakeTypes.nonNull(field.schema()));
                    docs.put(field.name(), field.doc());
                }));
        for (Schema schema : clean) {
            tableDoc = schema.getDoc();
            for (Schema.Field field : schema.getFields()) {
                if (field.name().equals(ChangeMetadata.FIELD)) {
                    continue;
                }
                requireFree(dataset, field.name(), metaNames);
                docs.put(field.name(), field.doc());
                String columnNamespace = namespace + "." + record + "." + field.name();
                Schema type = LakeTypes.ofClean(field.schema(), columnNamespace);
                Schema known = columns.get(field.name());
                columns.put(field.name(), known == null ? type : widen(dataset, field.name(), known, type));
            }
        }
        List<Schema.Field> fields = new ArrayList<>();
        columns.forEach((name, type) -> fields.add(
                new Schema.Field(name, LakeTypes.nullable(type), docs.get(name), Schema.Field.NULL_DEFAULT_VALUE)));
        meta.forEach(column -> fields.add(column.field()));
        return Schema.createRecord(record, tableDoc, namespace, false, fields);
    }

    /**
     * The key columns in key order.
     *
     * @param clean the clean value schemas, in the order of their ids; the newest that names a key counts
     * @return an empty list if the table has no key; nothing if no schema says, as for a truncate of a table that has not
     *     shown a row yet
     */
    public static Optional<List<String>> keyOf(List<Schema> clean) throws IncompatibleSchemaException {
        for (int i = clean.size() - 1; i >= 0; i--) {
            Object property = clean.get(i).getObjectProp(KEY_PROP);
            if (property != null) {
                return Optional.of(columnNames(clean.get(i), property));
            }
        }
        return Optional.empty();
    }

    /**
     * The column that a contract marks as the one the table is partitioned by.
     *
     * @param clean the clean value schemas, in the order of their ids; the newest that names one counts
     * @return nothing if none does
     */
    public static Optional<String> partitionOf(List<Schema> clean) {
        for (int i = clean.size() - 1; i >= 0; i--) {
            String column = clean.get(i).getProp(CleanSchema.PARTITION);
            if (column != null) {
                return Optional.of(column);
            }
        }
        return Optional.empty();
    }

    private static List<String> columnNames(Schema clean, Object property) throws IncompatibleSchemaException {
        if (property instanceof List<?> names && names.stream().allMatch(String.class::isInstance)) {
            return names.stream().map(String.class::cast).toList();
        }
        throw new IncompatibleSchemaException("Property '" + KEY_PROP + "' of clean schema " + clean.getFullName()
                + " is not a JSON array of column names: " + property);
    }

    private static void requireFree(Dataset dataset, String column, Set<String> metaNames)
            throws IncompatibleSchemaException {
        if (metaNames.contains(column) || column.startsWith("_hoodie_")) {
            throw new IncompatibleSchemaException("Column '" + column + "' of " + dataset.cleanTopic()
                    + " has the name of a column that the lake adds itself; rename it at the source");
        }
    }

    private static Schema widen(Dataset dataset, String column, Schema current, Schema incoming)
            throws IncompatibleSchemaException {
        String namespace = "hoodie." + dataset.tableName() + "." + dataset.tableName() + "_record." + column;
        Optional<Schema> wide = LakeTypes.widen(current, incoming, namespace);
        return wide.orElseThrow(() -> new IncompatibleSchemaException("Column '" + column + "' of "
                + dataset.cleanTopic() + " changed from " + describe(current) + " to " + describe(incoming)
                + ", which the table's files cannot follow; change it back at the source, and set what came meanwhile"
                + " aside: ./tributary dlq skip " + dataset.source() + "." + dataset.name()));
    }

    private static String describe(Schema type) {
        if (type.getLogicalType() instanceof org.apache.avro.LogicalTypes.Decimal decimal) {
            return "decimal(" + decimal.getPrecision() + "," + decimal.getScale() + ")";
        }
        if (type.getLogicalType() != null) {
            return type.getLogicalType().getName();
        }
        return type.getType() == Schema.Type.ARRAY
                ? "array of " + describe(LakeTypes.nonNull(type.getElementType()))
                : type.getType().getName();
    }
}
