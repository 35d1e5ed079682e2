package io.tributary.spark.query;

import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.MapData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Values as JSON. Numbers are JSON numbers with all their digits, so a reader that keeps decimals exact sees them exact;
 * NaN and the infinities, which JSON has no number for, are strings. A map is an object with its keys as text.
 */
final class JsonText {

    private static final char FIRST_PRINTABLE = 0x20;

    private JsonText() {}

    /** Appends a value, {@code null} included. */
    static void append(StringBuilder json, DataType type, SpecializedGetters row, int index) {
        if (row.isNullAt(index)) {
            json.append("null");
        } else if (type instanceof StructType struct) {
            appendStruct(json, struct, row.getStruct(index, struct.length()));
        } else if (type instanceof ArrayType array) {
            appendArray(json, array.elementType(), row.getArray(index));
        } else if (type instanceof MapType map) {
            appendMap(json, map, row.getMap(index));
        } else if (isBare(type, row, index)) {
            json.append(CellText.of(type, row, index));
        } else {
            appendString(json, CellText.of(type, row, index));
        }
    }

    /** Appends a quoted string. */
    static void appendString(StringBuilder json, String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                case '\n' -> json.append("\\n");
                case '\r' -> json.append("\\r");
                case '\t' -> json.append("\\t");
                default -> {
                    if (c < FIRST_PRINTABLE) {
                        json.append("\\u00")
                                .append(Character.forDigit(c >> 4, 16))
                                .append(Character.forDigit(c & 0xf, 16));
                    } else {
                        json.append(c);
                    }
                }
            }
        }
        json.append('"');
    }

    private static boolean isBare(DataType type, SpecializedGetters row, int index) {
        if (type instanceof DoubleType) {
            return Double.isFinite(row.getDouble(index));
        }
        if (type instanceof FloatType) {
            return Float.isFinite(row.getFloat(index));
        }
        return type instanceof BooleanType || CellText.isNumber(type);
    }

    private static void appendStruct(StringBuilder json, StructType type, InternalRow struct) {
        json.append('{');
        StructField[] fields = type.fields();
        for (int i = 0; i < fields.length; i++) {
            json.append(i == 0 ? "" : ",");
            appendString(json, fields[i].name());
            json.append(':');
            append(json, fields[i].dataType(), struct, i);
        }
        json.append('}');
    }

    private static void appendArray(StringBuilder json, DataType elementType, ArrayData array) {
        json.append('[');
        for (int i = 0; i < array.numElements(); i++) {
            json.append(i == 0 ? "" : ",");
            append(json, elementType, array, i);
        }
        json.append(']');
    }

    private static void appendMap(StringBuilder json, MapType type, MapData map) {
        json.append('{');
        ArrayData keys = map.keyArray();
        ArrayData values = map.valueArray();
        for (int i = 0; i < map.numElements(); i++) {
            json.append(i == 0 ? "" : ",");
            appendString(json, CellText.of(type.keyType(), keys, i));
            json.append(':');
            append(json, type.valueType(), values, i);
        }
        json.append('}');
    }
}
