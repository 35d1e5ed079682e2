package io.tributary.connectors.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.debezium.spi.converter.CustomConverter.Converter;
import io.debezium.spi.converter.RelationalColumn;
import java.sql.Types;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.junit.jupiter.api.Test;

class PostgresTextConverterTest {

    private Schema schema;
    private Converter conversion;

    private record Column(String typeName, int jdbcType, boolean isOptional) implements RelationalColumn {

        @Override
        public int nativeType() {
            return 0;
        }

        @Override
        public String typeExpression() {
            return typeName;
        }

        @Override
        public OptionalInt length() {
            return OptionalInt.empty();
        }

        @Override
        public OptionalInt scale() {
            return OptionalInt.empty();
        }

        @Override
        public Object defaultValue() {
            return null;
        }

        @Override
        public boolean hasDefaultValue() {
            return false;
        }

        @Override
        public String name() {
            return "c";
        }

        @Override
        public String dataCollection() {
            return "public.t";
        }
    }

    private void register(String typeName, int jdbcType, boolean optional) {
        schema = null;
        new PostgresTextConverter()
                .converterFor(new Column(typeName, jdbcType, optional), (SchemaBuilder built, Converter converter) -> {
                    schema = built.build();
                    conversion = converter;
                });
    }

    @Test
    void arraysBecomeListsOfText() {
        register("_timestamp", Types.ARRAY, true);

        assertThat(schema.valueSchema()).isEqualTo(Schema.OPTIONAL_STRING_SCHEMA);
        assertThat(schema.name()).isEqualTo(PostgresTextConverter.ARRAY);
        assertThat(conversion.convert("{\"2026-11-20 10:11:12\",NULL}"))
                .isEqualTo(Arrays.asList("2026-11-20T10:11:12Z", null));
        assertThat(conversion.convert(null)).isNull();
        assertThat(conversion.convert(new Object())).isEqualTo(List.of(PostgresTextConverter.UNAVAILABLE));
    }

    @Test
    void aDomainOverDateIsADate() {
        register("birthday", Types.DATE, true);

        assertThat(schema.name()).isEqualTo("io.debezium.time.IsoDate");
        assertThat(conversion.convert(LocalDate.of(2026, 11, 20))).isEqualTo("2026-11-20Z");
    }

    @Test
    void timesAndBitsAreWhatPostgresWrites() {
        register("time", Types.TIME, true);
        assertThat(conversion.convert("24:00:00")).isEqualTo("24:00:00");
        register("timetz", Types.TIME, true);
        assertThat(conversion.convert("12:34:56+03")).isEqualTo("12:34:56+03");
        register("varbit", Types.OTHER, true);
        assertThat(conversion.convert("0010")).isEqualTo("0010");
        assertThat(conversion.convert(new Object())).isEqualTo(PostgresTextConverter.UNAVAILABLE);
    }

    @Test
    void aRequiredColumnThatIsNotInABeforeImageHasAValueThatFits() {
        register("date", Types.DATE, false);
        assertThat(conversion.convert(null)).isEqualTo("1970-01-01Z");
        register("_int4", Types.ARRAY, false);
        assertThat(conversion.convert(null)).isEqualTo(List.of());
    }

    @Test
    void otherTypesAreLeftToDebezium() {
        for (String type : List.of("int4", "text", "numeric", "timestamptz", "bool", "jsonb", "uuid", "bytea")) {
            register(type, Types.OTHER, true);
            assertThat(schema).as(type).isNull();
        }
    }
}
