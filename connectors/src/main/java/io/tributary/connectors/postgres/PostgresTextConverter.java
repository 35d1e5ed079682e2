package io.tributary.connectors.postgres;

import io.debezium.spi.converter.CustomConverter;
import io.debezium.spi.converter.RelationalColumn;
import java.sql.Types;
import java.util.List;
import java.util.Properties;
import java.util.function.Function;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;

/**
 * Replaces Debezium's own conversion where that loses something: infinite dates and those before Christ, 24:00:00, the
 * offset of a {@code timetz}, leading zeros of bit strings, geometry, and every array, whose elements Debezium drops or
 * garbles when they are of several dimensions, of an unusual type or {@code NaN}. All of them become text.
 *
 * <ul>
 *   <li>date {@code 2026-11-20Z}, timestamp {@code 2026-11-20T10:11:12.5Z} (a plain timestamp as if it were UTC), both
 *       ISO 8601 with its year 0 and signs, or {@code infinity} and {@code -infinity}; semantic types as Debezium's
 *   <li>time, timetz, bit strings and geometric types: what Postgres writes
 *   <li>arrays: Connect arrays of optional strings with the name {@value #ARRAY}; an element is what Postgres writes, but
 *       dates and timestamps are as above; an array inside an array is one element, its literal
 *   <li>a value that TOAST left out: {@value #UNAVAILABLE}, in an array as its only element
 * </ul>
 */
public final class PostgresTextConverter implements CustomConverter<SchemaBuilder, RelationalColumn> {

    /** Name of the Connect schema of an array. */
    public static final String ARRAY = "io.tributary.postgres.Array";

    /** Name of the Connect schema of a bit string. */
    public static final String BITS = "io.tributary.postgres.Bits";

    /** What stands for an unchanged value that Postgres did not send; the connector's unavailable.value.placeholder. */
    public static final String UNAVAILABLE = "__debezium_unavailable_value";

    @Override
    public void configure(Properties properties) {
        // Nothing to choose.
    }

    @Override
    public void converterFor(RelationalColumn column, ConverterRegistration<SchemaBuilder> registration) {
        if (column.jdbcType() == Types.ARRAY) {
            registration.register(
                    SchemaBuilder.array(Schema.OPTIONAL_STRING_SCHEMA).name(ARRAY), array(column));
            return;
        }
        if (column.jdbcType() == Types.DATE) {
            registerText(column, registration, "io.debezium.time.IsoDate", "1970-01-01Z", TemporalText::ofDate);
            return;
        }
        switch (column.typeName()) {
            case "timestamp" ->
                registerText(
                        column,
                        registration,
                        "io.debezium.time.IsoTimestamp",
                        "1970-01-01T00:00:00Z",
                        TemporalText::ofTimestamp);
            case "time" -> registerText(column, registration, "io.debezium.time.IsoTime", "00:00:00", Object::toString);
            case "timetz" ->
                registerText(column, registration, "io.debezium.time.ZonedTime", "00:00:00+00", Object::toString);
            case "bit", "varbit" -> registerText(column, registration, BITS, "", PostgresTextConverter::bits);
            case "point", "line", "lseg", "box", "path", "polygon", "circle" ->
                registerText(column, registration, null, "", Object::toString);
            default -> {
                // Debezium's own conversion is faithful.
            }
        }
    }

    private static void registerText(
            RelationalColumn column,
            ConverterRegistration<SchemaBuilder> registration,
            String name,
            String absent,
            Function<Object, String> text) {
        SchemaBuilder schema = SchemaBuilder.string();
        if (name != null) {
            schema.name(name).version(1);
        }
        String nothing = column.isOptional() ? null : absent;
        registration.register(schema, value -> {
            if (value == null) {
                // A before image without this column: Debezium too puts a zero where the schema wants a value.
                return nothing;
            }
            return isUnavailable(value) ? UNAVAILABLE : text.apply(value);
        });
    }

    private static Converter array(RelationalColumn column) {
        String element = column.typeName().startsWith("_") ? column.typeName().substring(1) : column.typeName();
        Function<String, String> text = ofElement(element);
        char delimiter = element.equals("box") ? ';' : ',';
        List<String> nothing = column.isOptional() ? null : List.of();
        return value -> {
            if (value == null) {
                return nothing;
            }
            return isUnavailable(value)
                    ? List.of(UNAVAILABLE)
                    : ArrayLiteral.elements(value.toString(), delimiter, text);
        };
    }

    private static Function<String, String> ofElement(String type) {
        return switch (type) {
            case "date" -> TemporalText::ofDate;
            case "timestamp" -> TemporalText::ofTimestamp;
            case "timestamptz" -> TemporalText::ofTimestampWithZone;
            default -> Function.identity();
        };
    }

    /** Debezium marks such values with bare objects of its own. */
    private static boolean isUnavailable(Object value) {
        return value.getClass() == Object.class;
    }

    private static String bits(Object value) {
        if (value instanceof Boolean bit) {
            return bit ? "1" : "0";
        }
        return value.toString();
    }
}
