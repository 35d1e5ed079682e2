package io.tributary.connectors.avro;

import io.tributary.schemas.wire.RawField;
import java.util.Set;

/** Properties in an Avro schema that carry what Connect knows and Avro has no place for. */
final class ConnectProps {

    static final String NAME = "connect.name";
    static final String VERSION = "connect.version";
    static final String TYPE = "connect.type";
    static final String DEFAULT = "connect.default";
    static final String DECIMAL_PRECISION = "connect.decimal.precision";

    static final String TYPE_INT8 = "int8";
    static final String TYPE_INT16 = "int16";
    static final String TYPE_MAP = "map";

    private static final String PARAMETER_PREFIX = "connect.parameter.";

    /** What Avro or this converter gives a meaning of its own, on a type or on a field. */
    private static final Set<String> RESERVED = Set.of(
            "type",
            "name",
            "namespace",
            "doc",
            "aliases",
            "fields",
            "items",
            "values",
            "symbols",
            "size",
            "default",
            "order",
            "logicalType",
            "precision",
            "scale",
            NAME,
            VERSION,
            TYPE,
            DEFAULT,
            RawField.ORIGINAL_NAME);

    private ConnectProps() {}

    /** The property that holds a parameter. */
    static String ofParameter(String parameter) {
        return RESERVED.contains(parameter) || parameter.startsWith(PARAMETER_PREFIX)
                ? PARAMETER_PREFIX + parameter
                : parameter;
    }

    static boolean isParameter(String property) {
        return !RESERVED.contains(property);
    }

    /** The parameter that a property holds. */
    static String parameterOf(String property) {
        return property.startsWith(PARAMETER_PREFIX) ? property.substring(PARAMETER_PREFIX.length()) : property;
    }
}
