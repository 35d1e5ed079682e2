package io.tributary.streams.contract.table;

import io.tributary.schemas.contract.CleanSchema;
import io.tributary.schemas.contract.ValueType;
import io.tributary.schemas.contract.ValueType.Kind;
import io.tributary.streams.column.SourceColumn;
import java.util.Optional;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/** The types that a table's own mapping gives its columns, in the terms of contracts. */
final class TableTypes {

    private TableTypes() {}

    /** The type of a column; empty for bytes, which contracts do not know. */
    static Optional<ValueType> of(Schema column) {
        Schema schema = SourceColumn.withoutNull(column);
        LogicalType logical = schema.getLogicalType();
        return switch (schema.getType()) {
            case STRING ->
                Optional.of(ValueType.of(schema.getObjectProp(CleanSchema.TYPE) == null ? Kind.STRING : Kind.JSON));
            case BOOLEAN -> Optional.of(ValueType.of(Kind.BOOLEAN));
            case INT -> Optional.of(ValueType.of(logical instanceof LogicalTypes.Date ? Kind.DATE : Kind.INT));
            case LONG -> Optional.of(ValueType.of(ofLong(logical)));
            case FLOAT -> Optional.of(ValueType.of(Kind.FLOAT));
            case DOUBLE -> Optional.of(ValueType.of(Kind.DOUBLE));
            case BYTES ->
                logical instanceof LogicalTypes.Decimal decimal
                        ? Optional.of(ValueType.decimal(decimal.getPrecision(), decimal.getScale()))
                        : Optional.empty();
            case ARRAY ->
                of(schema.getElementType())
                        .filter(element -> element.kind() != Kind.ARRAY)
                        .map(ValueType::arrayOf);
            default -> Optional.empty();
        };
    }

    private static Kind ofLong(LogicalType logical) {
        if (logical instanceof LogicalTypes.TimestampMicros) {
            return Kind.TIMESTAMP;
        }
        return logical instanceof LogicalTypes.LocalTimestampMicros ? Kind.LOCAL_TIMESTAMP : Kind.LONG;
    }
}
