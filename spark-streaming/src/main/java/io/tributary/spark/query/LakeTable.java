package io.tributary.spark.query;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.connector.catalog.Column;
import org.apache.spark.sql.connector.catalog.MetadataColumn;
import org.apache.spark.sql.connector.catalog.SupportsMetadataColumns;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.catalog.TableCatalog;
import org.apache.spark.sql.sources.BaseRelation;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;

/**
 * One table as of the commit that was newest when the statement was analysed.
 *
 * <p>Hudi's five {@code _hoodie_*} columns are metadata columns in Spark's sense: {@code SELECT *} and {@code DESCRIBE}
 * leave them out, since they say nothing about the business and fill the screen, while
 * {@code SELECT _hoodie_commit_time, *} still shows them and {@code DESCRIBE EXTENDED} lists them.
 */
final class LakeTable implements SupportsMetadataColumns {

    private static final String HUDI_PREFIX = "_hoodie_";

    private final String name;
    private final String location;
    private final BaseRelation relation;
    private final String comment;
    private final Map<String, String> columnComments;

    LakeTable(String name, String location, BaseRelation relation) {
        this(name, location, relation, null, Map.of());
    }

    private LakeTable(
            String name, String location, BaseRelation relation, String comment, Map<String, String> columnComments) {
        this.name = name;
        this.location = location;
        this.relation = relation;
        this.comment = comment;
        this.columnComments = columnComments;
    }

    /**
     * The same with descriptions.
     *
     * @param newComment of the table; null if there is none
     * @param newColumnComments by column; null where there is none
     */
    LakeTable described(String newComment, Map<String, String> newColumnComments) {
        return new LakeTable(name, location, relation, newComment, newColumnComments);
    }

    String location() {
        return location;
    }

    /** What Hudi made of the table: its schema and the files of the newest commit. */
    BaseRelation relation() {
        return relation;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Column[] columns() {
        return Arrays.stream(relation.schema().fields())
                .filter(field -> !isHudis(field))
                .map(field -> Column.create(
                        field.name(), field.dataType(), field.nullable(), columnComments.get(field.name()), null))
                .toArray(Column[]::new);
    }

    // Spark 3.5 still declares it abstract; columns() above is what it calls.
    @Override
    @Deprecated
    public org.apache.spark.sql.types.StructType schema() {
        return new org.apache.spark.sql.types.StructType(
                Arrays.stream(relation.schema().fields())
                        .filter(field -> !isHudis(field))
                        .toArray(StructField[]::new));
    }

    @Override
    public MetadataColumn[] metadataColumns() {
        return Arrays.stream(relation.schema().fields())
                .filter(LakeTable::isHudis)
                .map(HudiColumn::new)
                .toArray(MetadataColumn[]::new);
    }

    @Override
    public Map<String, String> properties() {
        Map<String, String> properties = new HashMap<>();
        properties.put(TableCatalog.PROP_PROVIDER, "hudi");
        properties.put(TableCatalog.PROP_LOCATION, location);
        if (comment != null) {
            properties.put(TableCatalog.PROP_COMMENT, comment);
        }
        return properties;
    }

    @Override
    public Set<TableCapability> capabilities() {
        return Set.of(TableCapability.BATCH_READ);
    }

    private static boolean isHudis(StructField field) {
        return field.name().startsWith(HUDI_PREFIX);
    }

    private record HudiColumn(StructField field) implements MetadataColumn {
        @Override
        public String name() {
            return field.name();
        }

        @Override
        public DataType dataType() {
            return field.dataType();
        }

        @Override
        public boolean isNullable() {
            return field.nullable();
        }
    }
}
