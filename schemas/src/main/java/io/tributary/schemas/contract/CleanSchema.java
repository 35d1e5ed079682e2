package io.tributary.schemas.contract;

import io.tributary.schemas.change.ChangeMetadata;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.JsonProperties;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/**
 * The Avro schemas of clean records that a contract gives: descriptions are in {@code doc}, what the lake's table needs to
 * know beside the columns in properties of the record.
 */
public final class CleanSchema {

    /** Names of the key's columns, a list. */
    public static final String KEY = "tributary.key";

    /** Name of the column that the table is partitioned by; absent if it is not. */
    public static final String PARTITION = "tributary.partition";

    /** Freshness that the contract promises, in seconds; absent if it promises none. */
    public static final String FRESHNESS_SECONDS = "tributary.freshness.seconds";

    /** Version of the contract, by which the schema of a contract that was changed back is the newest again. */
    public static final String CONTRACT_VERSION = "tributary.contract.version";

    /** On a string type: what the text is, for instance {@code json}. */
    public static final String TYPE = "tributary.type";

    private static final String KEY_SUFFIX = "_key";

    private CleanSchema() {}

    /** Schema of the values: the columns that are not dropped, each nullable, then the metadata. */
    public static Schema ofValue(Contract contract) {
        List<Schema.Field> fields = new ArrayList<>();
        for (ContractColumn column : contract.columns()) {
            if (!column.isDropped()) {
                fields.add(field(column));
            }
        }
        fields.add(new Schema.Field(ChangeMetadata.FIELD, ChangeMetadata.SCHEMA));
        Schema schema = Schema.createRecord(
                contract.dataset().name(), contract.description(), namespace(contract), false, fields);
        schema.addProp(KEY, contract.key());
        describe(schema, contract);
        return schema;
    }

    /** Schema of the keys. */
    public static Schema ofKey(Contract contract) {
        List<Schema.Field> fields = contract.key().stream()
                .map(name -> contract.column(name).orElseThrow())
                .map(column -> new Schema.Field(column.name(), typeOf(column.cleanType())))
                .toList();
        return Schema.createRecord(contract.dataset().name() + KEY_SUFFIX, null, namespace(contract), false, fields);
    }

    /** A value's field for a column: nullable, null by default. */
    public static Schema.Field field(ContractColumn column) {
        return new Schema.Field(
                column.name(), nullable(typeOf(column.cleanType())), column.description(), JsonProperties.NULL_VALUE);
    }

    /** Puts onto a value's schema what the lake's table needs to know beside its columns and key. */
    public static void describe(Schema schema, Contract contract) {
        schema.addProp(CONTRACT_VERSION, contract.version());
        if (contract.partition() != null) {
            schema.addProp(PARTITION, contract.partition());
        }
        if (contract.freshnessSeconds() != null) {
            schema.addProp(FRESHNESS_SECONDS, contract.freshnessSeconds());
        }
    }

    /** The Avro type of a clean type, without null. */
    public static Schema typeOf(ValueType type) {
        return switch (type.kind()) {
            case STRING, TIME -> Schema.create(Schema.Type.STRING);
            case BOOLEAN -> Schema.create(Schema.Type.BOOLEAN);
            case INT -> Schema.create(Schema.Type.INT);
            case LONG -> Schema.create(Schema.Type.LONG);
            case FLOAT -> Schema.create(Schema.Type.FLOAT);
            case DOUBLE -> Schema.create(Schema.Type.DOUBLE);
            case DECIMAL ->
                LogicalTypes.decimal(type.precision(), type.scale()).addToSchema(Schema.create(Schema.Type.BYTES));
            case DATE -> LogicalTypes.date().addToSchema(Schema.create(Schema.Type.INT));
            case TIMESTAMP -> LogicalTypes.timestampMicros().addToSchema(Schema.create(Schema.Type.LONG));
            case LOCAL_TIMESTAMP -> LogicalTypes.localTimestampMicros().addToSchema(Schema.create(Schema.Type.LONG));
            case JSON -> {
                Schema json = Schema.create(Schema.Type.STRING);
                json.addProp(TYPE, "json");
                yield json;
            }
            case ARRAY -> Schema.createArray(nullable(typeOf(type.element())));
        };
    }

    private static Schema nullable(Schema schema) {
        return Schema.createUnion(Schema.create(Schema.Type.NULL), schema);
    }

    private static String namespace(Contract contract) {
        return "clean." + contract.dataset().source();
    }
}
