package io.tributary.schemas.contract.evolution;

import io.tributary.schemas.contract.ValueType;
import io.tributary.schemas.contract.ValueType.Kind;

/** Which types a table's column can take on while the files that are there stay readable and queries keep their meaning. */
final class WiderTypes {

    private WiderTypes() {}

    static boolean holds(ValueType now, ValueType before) {
        if (now.equals(before)) {
            return true;
        }
        return switch (before.kind()) {
            case INT -> now.kind() == Kind.LONG || now.kind() == Kind.DOUBLE;
            case LONG, FLOAT -> now.kind() == Kind.DOUBLE;
            case DECIMAL ->
                now.kind() == Kind.DECIMAL && now.scale() == before.scale() && now.precision() > before.precision();
            case ARRAY -> now.kind() == Kind.ARRAY && holds(now.element(), before.element());
            case STRING, TIME, JSON -> isText(now.kind());
            case BOOLEAN, DOUBLE, DATE, TIMESTAMP, LOCAL_TIMESTAMP -> false;
        };
    }

    private static boolean isText(Kind kind) {
        return kind == Kind.STRING || kind == Kind.TIME || kind == Kind.JSON;
    }
}
