package io.tributary.spark.lake;

import io.tributary.schemas.change.ChangeMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** Turns clean records of one writer schema into rows of a table. Compiled once, then a walk over field positions. */
public final class RowMapping {

    private final Schema lake;
    private final int metaPosition;
    private final List<Step> business = new ArrayList<>();
    private final List<Step> meta = new ArrayList<>();

    private record Step(int from, int to, UnaryOperator<Object> conversion) {}

    /**
     * @param layer whose own columns to fill
     * @param clean the schema that the records were written with
     * @param lake the table's columns; they have taken in {@code clean}
     */
    public RowMapping(Layer layer, Schema clean, Schema lake) {
        this.lake = lake;
        this.metaPosition = clean.getField(ChangeMetadata.FIELD).pos();
        for (Schema.Field field : clean.getFields()) {
            if (field.pos() != metaPosition) {
                Schema.Field column = lake.getField(field.name());
                business.add(new Step(
                        field.pos(),
                        column.pos(),
                        ColumnConversion.between(
                                LakeTypes.nonNull(field.schema()), LakeTypes.nonNull(column.schema()))));
            }
        }
        Schema metaSchema =
                LakeTypes.nonNull(clean.getField(ChangeMetadata.FIELD).schema());
        for (MetaColumn column : MetaColumn.of(layer)) {
            if (column.source() != null) {
                meta.add(new Step(
                        metaSchema.getField(column.source()).pos(),
                        lake.getField(column.name()).pos(),
                        UnaryOperator.identity()));
            }
        }
    }

    /** The row of a clean record; columns that the record does not have are null. */
    public GenericRecord map(GenericRecord clean) {
        GenericRecord row = new GenericData.Record(lake);
        copy(business, clean, row);
        copy(meta, (GenericRecord) clean.get(metaPosition), row);
        return row;
    }

    private static void copy(List<Step> steps, GenericRecord from, GenericRecord to) {
        for (Step step : steps) {
            Object value = from.get(step.from());
            if (value != null) {
                to.put(step.to(), step.conversion().apply(value));
            }
        }
    }
}
