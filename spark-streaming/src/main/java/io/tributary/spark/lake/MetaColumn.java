package io.tributary.spark.lake;

import io.tributary.schemas.change.ChangeMetadata;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/**
 * A column that the lake adds to the business columns.
 *
 * @param name the column's name
 * @param source the field of {@link ChangeMetadata} that it holds; null if it holds something else
 * @param type the column's type
 */
public record MetaColumn(String name, String source, Schema type) {

    public static final String OP = "_op";
    public static final String SOURCE_TS = "_source_ts";
    public static final String ORDERING = "_ordering";
    public static final String RAW_TOPIC = "_raw_topic";
    public static final String RAW_PARTITION = "_raw_partition";
    public static final String RAW_OFFSET = "_raw_offset";

    /** Partition column of bronze: the UTC day on which the change was written, {@code yyyy-MM-dd}. */
    public static final String INGEST_DATE = "_ingest_date";

    private static final Schema STRING = Schema.create(Schema.Type.STRING);
    private static final Schema LONG = Schema.create(Schema.Type.LONG);
    private static final Schema INT = Schema.create(Schema.Type.INT);
    private static final Schema TIMESTAMP = LogicalTypes.timestampMicros().addToSchema(Schema.create(Schema.Type.LONG));

    private static final List<MetaColumn> SILVER = List.of(
            new MetaColumn(SOURCE_TS, ChangeMetadata.SOURCE_TS, TIMESTAMP),
            new MetaColumn(ORDERING, ChangeMetadata.ORDERING, LONG),
            new MetaColumn(OP, ChangeMetadata.OP, STRING));

    private static final List<MetaColumn> BRONZE = List.of(
            new MetaColumn(OP, ChangeMetadata.OP, STRING),
            new MetaColumn(SOURCE_TS, ChangeMetadata.SOURCE_TS, TIMESTAMP),
            new MetaColumn(ORDERING, ChangeMetadata.ORDERING, LONG),
            new MetaColumn("_lsn", ChangeMetadata.LSN, LONG),
            new MetaColumn("_tx_id", ChangeMetadata.TX_ID, LONG),
            new MetaColumn(RAW_TOPIC, ChangeMetadata.RAW_TOPIC, STRING),
            new MetaColumn(RAW_PARTITION, ChangeMetadata.RAW_PARTITION, INT),
            new MetaColumn(RAW_OFFSET, ChangeMetadata.RAW_OFFSET, LONG),
            new MetaColumn("_contract_version", ChangeMetadata.CONTRACT_VERSION, STRING),
            new MetaColumn(INGEST_DATE, null, STRING));

    /** The columns of a layer, in their order. */
    public static List<MetaColumn> of(Layer layer) {
        return layer == Layer.BRONZE ? BRONZE : SILVER;
    }

    /** The names that a layer takes away from business columns: those of both layers, so that they stay alike. */
    static Set<String> names(Layer layer) {
        List<MetaColumn> all = new ArrayList<>(of(layer));
        all.addAll(BRONZE);
        return all.stream().map(MetaColumn::name).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    Schema.Field field() {
        return new Schema.Field(name, LakeTypes.nullable(type), null, Schema.Field.NULL_DEFAULT_VALUE);
    }
}
