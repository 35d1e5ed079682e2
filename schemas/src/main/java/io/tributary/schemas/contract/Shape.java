package io.tributary.schemas.contract;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the raw records of a dataset look like: ODCS's {@code physicalType} of the schema object. */
public enum Shape {
    /** Change events of a database table. The contract tightens what the table's own types say. */
    TABLE("table"),
    /** Rows of files: every column is text. */
    FILE("file"),
    /** JSON documents of an API or of files of JSON. */
    DOCUMENT("document");

    private final String code;

    Shape(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }

    public static Optional<Shape> ofCode(String code) {
        return Arrays.stream(values()).filter(shape -> shape.code.equals(code)).findFirst();
    }

    /** All codes, for messages. */
    public static String codes() {
        return Arrays.stream(values()).map(Shape::code).collect(Collectors.joining(", "));
    }
}
