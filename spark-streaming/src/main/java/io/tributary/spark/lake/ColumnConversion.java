package io.tributary.spark.lake;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;

/** How a value of a clean column becomes one of its lake column; both are Avro's generic representation. */
final class ColumnConversion {

    private static final UnaryOperator<Object> AS_IS = value -> value;

    private ColumnConversion() {}

    /**
     * The conversion between two types.
     *
     * @param clean the clean type, without null
     * @param lake a type that {@link LakeTypes#widen} found for it, without null
     */
    static UnaryOperator<Object> between(Schema clean, Schema lake) {
        return switch (lake.getType()) {
            case LONG -> clean.getType() == Schema.Type.INT ? value -> ((Number) value).longValue() : AS_IS;
            case DOUBLE -> clean.getType() == Schema.Type.DOUBLE ? AS_IS : value -> ((Number) value).doubleValue();
            case STRING -> toText(clean);
            case FIXED -> toDecimal((LogicalTypes.Decimal) clean.getLogicalType(), lake);
            case ARRAY ->
                eachElement(
                        between(LakeTypes.nonNull(clean.getElementType()), LakeTypes.nonNull(lake.getElementType())));
            default -> AS_IS;
        };
    }

    private static UnaryOperator<Object> eachElement(UnaryOperator<Object> element) {
        if (element == AS_IS) {
            return AS_IS;
        }
        return value -> {
            Collection<?> elements = (Collection<?>) value;
            List<Object> converted = new ArrayList<>(elements.size());
            elements.forEach(each -> converted.add(each == null ? null : element.apply(each)));
            return converted;
        };
    }

    private static UnaryOperator<Object> toText(Schema clean) {
        if (clean.getLogicalType() instanceof LogicalTypes.Decimal decimal) {
            return value -> decimalOf(value, decimal.getScale()).toPlainString();
        }
        if (clean.getLogicalType() instanceof LogicalTypes.Date) {
            return value -> LocalDate.ofEpochDay((Integer) value).toString();
        }
        if (clean.getLogicalType() instanceof LogicalTypes.TimestampMicros
                || clean.getLogicalType() instanceof LogicalTypes.LocalTimestampMicros) {
            return value -> Instant.EPOCH
                    .plus((Long) value, java.time.temporal.ChronoUnit.MICROS)
                    .toString();
        }
        return clean.getType() == Schema.Type.STRING ? AS_IS : Object::toString;
    }

    private static UnaryOperator<Object> toDecimal(LogicalTypes.Decimal from, Schema lake) {
        LogicalTypes.Decimal to = (LogicalTypes.Decimal) lake.getLogicalType();
        int size = lake.getFixedSize();
        return value -> {
            byte[] unscaled = from.getScale() == to.getScale()
                    ? bytesOf(value)
                    : decimalOf(value, from.getScale())
                            .setScale(to.getScale())
                            .unscaledValue()
                            .toByteArray();
            return new GenericData.Fixed(lake, signExtended(unscaled, size, to));
        };
    }

    private static byte[] signExtended(byte[] unscaled, int size, LogicalTypes.Decimal type) {
        if (unscaled.length == size) {
            return unscaled;
        }
        byte[] shortest = unscaled.length < size ? unscaled : new BigInteger(unscaled).toByteArray();
        if (shortest.length > size) {
            throw new ArithmeticException(
                    "A value exceeds decimal(" + type.getPrecision() + "," + type.getScale() + ")");
        }
        byte[] extended = new byte[size];
        if (shortest.length > 0 && shortest[0] < 0) {
            Arrays.fill(extended, 0, size - shortest.length, (byte) -1);
        }
        System.arraycopy(shortest, 0, extended, size - shortest.length, shortest.length);
        return extended;
    }

    private static BigDecimal decimalOf(Object value, int scale) {
        return new BigDecimal(new BigInteger(bytesOf(value)), scale);
    }

    private static byte[] bytesOf(Object value) {
        if (value instanceof GenericData.Fixed fixed) {
            return fixed.bytes();
        }
        ByteBuffer buffer = ((ByteBuffer) value).duplicate();
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }
}
