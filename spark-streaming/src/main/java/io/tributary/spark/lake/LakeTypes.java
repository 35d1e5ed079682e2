package io.tributary.spark.lake;

import java.util.Optional;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/**
 * The types that a lake column may have, each one readable by Athena and Spectrum from Parquet.
 *
 * <p>Two clean types change: a timestamp without time zone is kept as if it were UTC, since readers of Hudi 0.14 know
 * no other, and a decimal becomes a fixed-length one, as Spark writes it.
 */
final class LakeTypes {

    /** The largest precision of a decimal in Spark, Hive, Athena and Redshift. */
    private static final int MAX_PRECISION = 38;

    private static final int[] BYTES_OF_PRECISION = bytesOfPrecision();

    private LakeTypes() {}

    /** The branch of a nullable union that is not null; the schema itself if it is no union. */
    static Schema nonNull(Schema schema) {
        if (!schema.isUnion()) {
            return schema;
        }
        return schema.getTypes().stream()
                .filter(branch -> branch.getType() != Schema.Type.NULL)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("A union of null alone is no column type"));
    }

    static Schema nullable(Schema schema) {
        return Schema.createUnion(Schema.create(Schema.Type.NULL), schema);
    }

    /**
     * The lake type of a clean type.
     *
     * @param namespace a namespace that is unique to the column, for the named types that Avro wants
     */
    static Schema ofClean(Schema cleanType, String namespace) throws IncompatibleSchemaException {
        Schema type = nonNull(cleanType);
        LogicalType logical = type.getLogicalType();
        return switch (type.getType()) {
            case BOOLEAN, FLOAT, DOUBLE -> Schema.create(type.getType());
            case INT ->
                logical instanceof LogicalTypes.Date
                        ? LogicalTypes.date().addToSchema(Schema.create(Schema.Type.INT))
                        : Schema.create(Schema.Type.INT);
            case LONG ->
                isTimestamp(logical)
                        ? LogicalTypes.timestampMicros().addToSchema(Schema.create(Schema.Type.LONG))
                        : Schema.create(Schema.Type.LONG);
            case STRING, ENUM -> Schema.create(Schema.Type.STRING);
            case BYTES, FIXED ->
                logical instanceof LogicalTypes.Decimal decimal
                        ? decimal(decimal.getPrecision(), decimal.getScale(), namespace)
                        : Schema.create(Schema.Type.BYTES);
            case ARRAY -> Schema.createArray(nullable(ofClean(type.getElementType(), namespace + ".element")));
            default ->
                throw new IncompatibleSchemaException(
                        "Avro type " + type.getType() + " at " + namespace + " has no column type in the lake");
        };
    }

    private static boolean isTimestamp(LogicalType logical) {
        return logical instanceof LogicalTypes.TimestampMicros || logical instanceof LogicalTypes.LocalTimestampMicros;
    }

    static Schema decimal(int precision, int scale, String namespace) {
        Schema fixed = Schema.createFixed("fixed", null, namespace, BYTES_OF_PRECISION[precision]);
        return LogicalTypes.decimal(precision, scale).addToSchema(fixed);
    }

    /**
     * The narrowest type that holds the values of both, as long as the files that are already there can be read with
     * it.
     *
     * @return empty if there is none
     */
    static Optional<Schema> widen(Schema current, Schema incoming, String namespace) {
        if (current.equals(incoming)) {
            return Optional.of(current);
        }
        if (isText(current) && isScalar(incoming)) {
            return Optional.of(current);
        }
        if (isText(incoming)) {
            return hasText(current) ? Optional.of(incoming) : Optional.empty();
        }
        if (current.getLogicalType() instanceof LogicalTypes.Decimal a) {
            return incoming.getLogicalType() instanceof LogicalTypes.Decimal b
                    ? widenDecimal(a, b, namespace)
                    : Optional.empty();
        }
        if (current.getType() == Schema.Type.ARRAY && incoming.getType() == Schema.Type.ARRAY) {
            return widen(nonNull(current.getElementType()), nonNull(incoming.getElementType()), namespace + ".element")
                    .map(element -> Schema.createArray(nullable(element)));
        }
        if (current.getLogicalType() != null || incoming.getLogicalType() != null) {
            return Optional.empty();
        }
        return widenNumber(current, incoming);
    }

    private static Optional<Schema> widenDecimal(LogicalTypes.Decimal a, LogicalTypes.Decimal b, String namespace) {
        // A file's decimals cannot be read with another scale, only with a higher precision.
        if (b.getScale() > a.getScale()) {
            return Optional.empty();
        }
        int integerDigits = Math.max(a.getPrecision() - a.getScale(), b.getPrecision() - b.getScale());
        int precision = integerDigits + a.getScale();
        return precision > MAX_PRECISION ? Optional.empty() : Optional.of(decimal(precision, a.getScale(), namespace));
    }

    private static Optional<Schema> widenNumber(Schema current, Schema incoming) {
        return switch (current.getType()) {
            case INT ->
                switch (incoming.getType()) {
                    case LONG, DOUBLE -> Optional.of(incoming);
                    case FLOAT -> Optional.of(Schema.create(Schema.Type.DOUBLE));
                    default -> Optional.empty();
                };
            case LONG ->
                switch (incoming.getType()) {
                    case INT -> Optional.of(current);
                    // What Postgres itself does to the values when it alters bigint to double precision.
                    case DOUBLE -> Optional.of(incoming);
                    default -> Optional.empty();
                };
            case FLOAT -> incoming.getType() == Schema.Type.DOUBLE ? Optional.of(incoming) : Optional.empty();
            case DOUBLE ->
                switch (incoming.getType()) {
                    case FLOAT, INT -> Optional.of(current);
                    default -> Optional.empty();
                };
            default -> Optional.empty();
        };
    }

    private static boolean isText(Schema type) {
        return type.getType() == Schema.Type.STRING;
    }

    private static boolean isScalar(Schema type) {
        return switch (type.getType()) {
            case BOOLEAN, INT, LONG, FLOAT, DOUBLE, FIXED -> true;
            default -> false;
        };
    }

    /** Whether values already in files can be read as text when the column becomes text. */
    private static boolean hasText(Schema type) {
        return switch (type.getType()) {
            case INT, FLOAT, DOUBLE, FIXED -> true;
            case LONG -> type.getLogicalType() == null;
            default -> false;
        };
    }

    private static int[] bytesOfPrecision() {
        int[] bytes = new int[MAX_PRECISION + 1];
        for (int precision = 1; precision <= MAX_PRECISION; precision++) {
            int bits = java.math.BigInteger.TEN.pow(precision).bitLength() + 1;
            bytes[precision] = (bits + 7) / 8;
        }
        return bytes;
    }
}
