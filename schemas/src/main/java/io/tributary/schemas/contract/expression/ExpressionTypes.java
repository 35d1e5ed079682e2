package io.tributary.schemas.contract.expression;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.NullableType;
import dev.cel.common.types.SimpleType;
import io.tributary.schemas.contract.ValueType;
import io.tributary.schemas.contract.ValueType.Kind;

/** What columns are in expressions: numbers are int or double, decimals double, dates and timestamps timestamp. */
final class ExpressionTypes {

    private ExpressionTypes() {}

    /** The type of a variable: every column may be null. */
    static CelType ofVariable(ValueType type) {
        return type.kind() == Kind.ARRAY ? SimpleType.DYN : NullableType.create(scalar(type.kind()));
    }

    /** Whether a result can become a value of a column. */
    static boolean fits(CelType result, ValueType type) {
        CelType bare = result instanceof NullableType nullable ? nullable.targetType() : result;
        if (bare.equals(SimpleType.DYN) || bare.equals(SimpleType.NULL_TYPE)) {
            return true;
        }
        return switch (type.kind()) {
            case ARRAY -> bare instanceof ListType;
            case FLOAT, DOUBLE, DECIMAL -> bare.equals(SimpleType.DOUBLE) || bare.equals(SimpleType.INT);
            default -> bare.equals(scalar(type.kind()));
        };
    }

    static CelType scalar(Kind kind) {
        return switch (kind) {
            case BOOLEAN -> SimpleType.BOOL;
            case INT, LONG -> SimpleType.INT;
            case FLOAT, DOUBLE, DECIMAL -> SimpleType.DOUBLE;
            case DATE, TIMESTAMP, LOCAL_TIMESTAMP -> SimpleType.TIMESTAMP;
            case STRING, TIME, JSON, ARRAY -> SimpleType.STRING;
        };
    }
}
