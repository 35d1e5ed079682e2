package io.tributary.spark.query;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DayTimeIntervalType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;
import org.apache.spark.sql.types.YearMonthIntervalType;

/**
 * The text of one value, the same in every format: ISO-8601 dates, times and intervals, timestamps in UTC with a
 * {@code Z} and those without a zone without it, decimals with all their digits and never an exponent, binary as Base64,
 * nested values as JSON.
 */
final class CellText {

    private static final long MICROS = TimeUnit.SECONDS.toMicros(1);
    private static final long NANOS_PER_MICRO = TimeUnit.MICROSECONDS.toNanos(1);

    private CellText() {}

    /** The text of a value that is not null. */
    static String of(DataType type, SpecializedGetters row, int index) {
        if (type instanceof StringType) {
            return row.getUTF8String(index).toString();
        }
        if (isNested(type)) {
            StringBuilder json = new StringBuilder();
            JsonText.append(json, type, row, index);
            return json.toString();
        }
        return scalar(type, row, index);
    }

    static boolean isNested(DataType type) {
        return type instanceof StructType || type instanceof ArrayType || type instanceof MapType;
    }

    /** Whether values of the type are numbers, which tables align to the right. */
    static boolean isNumber(DataType type) {
        return type instanceof ByteType
                || type instanceof ShortType
                || type instanceof IntegerType
                || type instanceof LongType
                || type instanceof FloatType
                || type instanceof DoubleType
                || type instanceof DecimalType;
    }

    private static String scalar(DataType type, SpecializedGetters row, int index) {
        if (type instanceof IntegerType) {
            return Integer.toString(row.getInt(index));
        } else if (type instanceof LongType) {
            return Long.toString(row.getLong(index));
        } else if (type instanceof DecimalType decimal) {
            return row.getDecimal(index, decimal.precision(), decimal.scale())
                    .toJavaBigDecimal()
                    .toPlainString();
        } else if (type instanceof BooleanType) {
            return Boolean.toString(row.getBoolean(index));
        } else if (type instanceof DoubleType) {
            return Double.toString(row.getDouble(index));
        } else if (type instanceof FloatType) {
            return Float.toString(row.getFloat(index));
        } else if (type instanceof ShortType) {
            return Short.toString(row.getShort(index));
        } else if (type instanceof ByteType) {
            return Byte.toString(row.getByte(index));
        } else if (type instanceof BinaryType) {
            return Base64.getEncoder().encodeToString(row.getBinary(index));
        }
        return temporal(type, row, index);
    }

    private static String temporal(DataType type, SpecializedGetters row, int index) {
        if (type instanceof DateType) {
            return LocalDate.ofEpochDay(row.getInt(index)).toString();
        } else if (type instanceof TimestampType) {
            return DateTimeFormatter.ISO_INSTANT.format(instant(row.getLong(index)));
        } else if (type instanceof TimestampNTZType) {
            return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(
                    LocalDateTime.ofInstant(instant(row.getLong(index)), ZoneOffset.UTC));
        } else if (type instanceof DayTimeIntervalType) {
            long micros = row.getLong(index);
            return Duration.ofSeconds(Math.floorDiv(micros, MICROS), Math.floorMod(micros, MICROS) * NANOS_PER_MICRO)
                    .toString();
        } else if (type instanceof YearMonthIntervalType) {
            return Period.ofMonths(row.getInt(index)).normalized().toString();
        }
        return String.valueOf(row.get(index, type));
    }

    private static Instant instant(long epochMicros) {
        return Instant.ofEpochSecond(
                Math.floorDiv(epochMicros, MICROS), Math.floorMod(epochMicros, MICROS) * NANOS_PER_MICRO);
    }
}
