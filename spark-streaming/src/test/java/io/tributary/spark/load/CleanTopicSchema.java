package io.tributary.spark.load;

import io.tributary.schemas.change.ChangeMetadata;
import io.tributary.schemas.contract.CleanSchema;
import io.tributary.schemas.naming.Dataset;
import io.tributary.spark.lake.TableColumns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/** Builds the value schema of a clean topic as the streams application registers it. */
public final class CleanTopicSchema {

    private final Dataset dataset;
    private final List<String> key = new ArrayList<>();
    private final List<Schema.Field> fields = new ArrayList<>();
    private String partition;

    private CleanTopicSchema(Dataset dataset) {
        this.dataset = dataset;
    }

    public static CleanTopicSchema of(Dataset dataset) {
        return new CleanTopicSchema(dataset);
    }

    public CleanTopicSchema key(String... columns) {
        key.addAll(Arrays.asList(columns));
        return this;
    }

    /** Marks the column that the table is partitioned by. */
    public CleanTopicSchema partition(String column) {
        partition = column;
        return this;
    }

    public CleanTopicSchema column(String name, Schema type) {
        Schema nullable = Schema.createUnion(Schema.create(Schema.Type.NULL), type);
        fields.add(new Schema.Field(name, nullable, null, Schema.Field.NULL_DEFAULT_VALUE));
        return this;
    }

    public CleanTopicSchema column(String name, Schema.Type type) {
        return column(name, Schema.create(type));
    }

    public CleanTopicSchema decimal(String name, int precision, int scale) {
        return column(name, LogicalTypes.decimal(precision, scale).addToSchema(Schema.create(Schema.Type.BYTES)));
    }

    public CleanTopicSchema timestamp(String name) {
        return column(name, LogicalTypes.timestampMicros().addToSchema(Schema.create(Schema.Type.LONG)));
    }

    public CleanTopicSchema localTimestamp(String name) {
        return column(name, LogicalTypes.localTimestampMicros().addToSchema(Schema.create(Schema.Type.LONG)));
    }

    public CleanTopicSchema date(String name) {
        return column(name, LogicalTypes.date().addToSchema(Schema.create(Schema.Type.INT)));
    }

    public CleanTopicSchema uuid(String name) {
        return column(name, LogicalTypes.uuid().addToSchema(Schema.create(Schema.Type.STRING)));
    }

    public CleanTopicSchema array(String name, Schema element) {
        return column(name, Schema.createArray(Schema.createUnion(Schema.create(Schema.Type.NULL), element)));
    }

    public Schema build() {
        List<Schema.Field> all = new ArrayList<>(fields);
        all.add(new Schema.Field(ChangeMetadata.FIELD, ChangeMetadata.SCHEMA, null, null));
        Schema schema = Schema.createRecord(dataset.name(), null, "clean." + dataset.source(), false, all);
        schema.addProp(TableColumns.KEY_PROP, List.copyOf(key));
        if (partition != null) {
            schema.addProp(CleanSchema.PARTITION, partition);
        }
        return schema;
    }
}
