package io.tributary.streams.topology;

import static io.tributary.streams.topology.DebeziumTable.listOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.streams.topology.DebeziumTable.Col;
import io.tributary.streams.topology.TopologyHarness.Clean;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.util.Utf8;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every type of the mapping, from the raw record's bytes to the clean record's. */
class TypeMappingTest {

    private static final Schema STRING = Schema.create(Schema.Type.STRING);
    private static final Schema BYTES = Schema.create(Schema.Type.BYTES);

    @TempDir
    Path state;

    private static Arguments type(Col column, Object raw, String cleanType, Object clean) {
        return Arguments.of(
                column.properties().getOrDefault("__debezium.source.column.type", "?"), column, raw, cleanType, clean);
    }

    private static Col text(String pgType) {
        return Col.of("c", Schema.Type.STRING, pgType);
    }

    static Stream<Arguments> types() {
        String json = "{'type':'string','tributary.type':'json'}";
        return Stream.of(
                type(Col.of("c", Schema.Type.BOOLEAN, "BOOL"), true, "'boolean'", true),
                type(Col.of("c", Schema.Type.INT, "INT2"), 7, "'int'", 7),
                type(Col.of("c", Schema.Type.INT, "SERIAL"), Integer.MIN_VALUE, "'int'", Integer.MIN_VALUE),
                type(Col.of("c", Schema.Type.LONG, "INT8"), Long.MAX_VALUE, "'long'", Long.MAX_VALUE),
                type(Col.of("c", Schema.Type.LONG, "OID"), 4294967295L, "'long'", 4294967295L),
                type(Col.of("c", Schema.Type.FLOAT, "FLOAT4"), Float.NaN, "'float'", Float.NaN),
                type(
                        Col.of("c", Schema.Type.DOUBLE, "FLOAT8"),
                        Double.NEGATIVE_INFINITY,
                        "'double'",
                        Double.NEGATIVE_INFINITY),
                type(Col.numeric("c", 10, 2), "-12345.60", decimal(10, 2), unscaled("-12345.60")),
                type(
                        Col.numeric("c", 38, 38),
                        "0.12345678901234567890123456789012345678",
                        decimal(38, 38),
                        unscaled("0.12345678901234567890123456789012345678")),
                type(Col.numeric("c", 0, 0), "0E-20", "'string'", new Utf8("0.00000000000000000000")),
                type(Col.numeric("c", 131089, 0), "NaN", "'string'", new Utf8("NaN")),
                type(Col.numeric("c", 39, 2), "1.50", "'string'", new Utf8("1.50")),
                type(Col.numeric("c", 3, -2), "12300", "'string'", new Utf8("12300")),
                type(text("MONEY"), "-92233720368547758.08", decimal(19, 2), unscaled("-92233720368547758.08")),
                type(text("TEXT"), "zażółć 🦑", "'string'", new Utf8("zażółć 🦑")),
                type(text("VARCHAR"), "", "'string'", new Utf8("")),
                type(text("BPCHAR"), "ab  ", "'string'", new Utf8("ab  ")),
                type(text("CITEXT"), "Ab", "'string'", new Utf8("Ab")),
                type(text("MOOD").meaning("io.debezium.data.Enum"), "happy", "'string'", new Utf8("happy")),
                type(text("XML").meaning("io.debezium.data.Xml"), "<a/>", "'string'", new Utf8("<a/>")),
                type(text("INET"), "10.0.0.1", "'string'", new Utf8("10.0.0.1")),
                type(text("INT4RANGE"), "[1,5)", "'string'", new Utf8("[1,5)")),
                type(text("TSVECTOR").meaning("io.debezium.data.TsVector"), "'a':1", "'string'", new Utf8("'a':1")),
                type(text("LTREE").meaning("io.debezium.data.Ltree"), "a.b", "'string'", new Utf8("a.b")),
                type(
                        text("INTERVAL").meaning("io.debezium.time.Interval"),
                        "P1Y2M3DT4H5M6.789S",
                        "'string'",
                        new Utf8("P1Y2M3DT4H5M6.789S")),
                type(
                        text("TIME").meaning("io.debezium.time.IsoTime"),
                        "13:14:15.5Z",
                        "'string'",
                        new Utf8("13:14:15.5")),
                type(
                        text("TIMETZ").meaning("io.debezium.time.ZonedTime"),
                        "13:14:15Z",
                        "'string'",
                        new Utf8("13:14:15Z")),
                type(
                        text("JSONB").meaning("io.debezium.data.Json"),
                        "{\"a\": [1, null]}",
                        json,
                        new Utf8("{\"a\": [1, null]}")),
                type(text("JSON").meaning("io.debezium.data.Json"), "null", json, new Utf8("null")),
                type(text("HSTORE").meaning("io.debezium.data.Json"), "{\"a\":null}", json, new Utf8("{\"a\":null}")),
                type(
                        text("UUID").meaning("io.debezium.data.Uuid"),
                        "6f1c0d5e-0a9f-4b51-9c4a-07c3c5d6e7f8",
                        "{'type':'string','logicalType':'uuid'}",
                        new Utf8("6f1c0d5e-0a9f-4b51-9c4a-07c3c5d6e7f8")),
                type(Col.of("c", Schema.Type.BYTES, "BYTEA"), bytes(0, 255, 7), "'bytes'", bytes(0, 255, 7)),
                type(text("DATE").meaning("io.debezium.time.IsoDate"), "2026-11-20Z", date(), day("2026-11-20")),
                type(text("DATE").meaning("io.debezium.time.IsoDate"), "-0043-03-15Z", date(), day("-0043-03-15")),
                type(text("DATE").meaning("io.debezium.time.IsoDate"), "-5877611-06-21Z", date(), day("9999-12-31")),
                type(text("DATE").meaning("io.debezium.time.IsoDate"), "-5877611-06-22Z", date(), day("0001-01-01")),
                type(
                        text("TIMESTAMP").meaning("io.debezium.time.IsoTimestamp"),
                        "2026-11-20T01:02:03.000004Z",
                        timestamp("local-timestamp-micros"),
                        micros("2026-11-20T01:02:03.000004Z")),
                type(
                        text("TIMESTAMP").meaning("io.debezium.time.IsoTimestamp"),
                        "+294247-01-10T04:00:25.2Z",
                        timestamp("local-timestamp-micros"),
                        micros("9999-12-31T23:59:59.999999Z")),
                type(
                        text("TIMESTAMPTZ").meaning("io.debezium.time.ZonedTimestamp"),
                        "2026-11-20T01:02:03.5Z",
                        timestamp("timestamp-micros"),
                        micros("2026-11-20T01:02:03.5Z")),
                type(
                        text("TIMESTAMPTZ").meaning("io.debezium.time.ZonedTimestamp"),
                        "-infinity",
                        timestamp("timestamp-micros"),
                        micros("0001-01-01T00:00:00Z")),
                type(text("EVENT_DAY").meaning("io.debezium.time.IsoDate"), "2026-11-20Z", date(), day("2026-11-20")),
                type(Col.of("c", Schema.Type.BOOLEAN, "BIT"), true, "'string'", new Utf8("1")),
                type(
                        Col.of("c", Schema.Type.BYTES, "BIT")
                                .meaning("io.debezium.data.Bits")
                                .with("__debezium.source.column.length", "10"),
                        bytes(0b00000101, 0b10),
                        "'string'",
                        new Utf8("1000000101")),
                type(
                        Col.of("c", Schema.Type.BYTES, "BIT")
                                .meaning("io.debezium.data.Bits")
                                .with("__debezium.source.column.length", "3"),
                        bytes(),
                        "'string'",
                        new Utf8("000")),
                type(
                        Col.of("c", Schema.Type.BYTES, "VARBIT")
                                .meaning("io.debezium.data.Bits")
                                .with("__debezium.source.column.length", "16"),
                        bytes(0b101),
                        "'string'",
                        new Utf8("101")),
                type(
                        Col.of("c", Schema.Type.BYTES, "UNKNOWN_TYPE"),
                        ByteBuffer.wrap("(1,zwei)".getBytes(StandardCharsets.UTF_8)),
                        "'string'",
                        new Utf8("(1,zwei)")),
                type(Col.of("c", Schema.Type.BYTES, "UNKNOWN_TYPE"), bytes(0xff, 1), "'string'", new Utf8("\\xff01")),
                type(
                        Col.array("c", Schema.create(Schema.Type.INT), "_INT4"),
                        listOf(1, null, 3),
                        array("'int'"),
                        listOf(1, null, 3)),
                type(Col.array("c", STRING, "_TEXT"), listOf(), array("'string'"), listOf()),
                type(
                        Col.array("c", STRING, "_TEXT"),
                        listOf("a", null),
                        array("'string'"),
                        listOf(new Utf8("a"), null)),
                type(
                        Col.array("c", STRING, "_NUMERIC")
                                .with("__debezium.source.column.length", "5")
                                .with("__debezium.source.column.scale", "1"),
                        listOf("1.5", null),
                        array(decimal(5, 1)),
                        listOf(unscaled("1.5"), null)),
                type(
                        Col.array("c", named("io.debezium.time.ZonedTimestamp"), "_TIMESTAMPTZ"),
                        listOf("2026-11-20T01:02:03Z", "infinity", null),
                        array(timestamp("timestamp-micros")),
                        listOf(micros("2026-11-20T01:02:03Z"), micros("9999-12-31T23:59:59.999999Z"), null)),
                type(Col.array("c", BYTES, "_BYTEA"), listOf(bytes(1), null), array("'bytes'"), listOf(bytes(1), null)),
                type(texts("_INT4"), listOf("1", null, "-3"), array("'int'"), listOf(1, null, -3)),
                type(texts("_INT8"), listOf("9223372036854775807"), array("'long'"), listOf(Long.MAX_VALUE)),
                type(texts("_BOOL"), listOf("t", "f", null), array("'boolean'"), listOf(true, false, null)),
                type(
                        texts("_FLOAT8"),
                        listOf("1.5", "NaN", "-Infinity", "1e-300"),
                        array("'double'"),
                        listOf(1.5, Double.NaN, Double.NEGATIVE_INFINITY, 1e-300)),
                type(texts("_FLOAT4"), listOf("1.5"), array("'float'"), listOf(1.5f)),
                type(texts("_BYTEA"), listOf("\\x00ff", "\\x"), array("'bytes'"), listOf(bytes(0, 255), bytes())),
                type(
                        texts("_DATE"),
                        listOf("2026-11-20Z", "infinity"),
                        array(date()),
                        listOf(day("2026-11-20"), day("9999-12-31"))),
                type(
                        texts("_NUMERIC")
                                .with("__debezium.source.column.length", "8")
                                .with("__debezium.source.column.scale", "2"),
                        listOf("1.50", null),
                        array(decimal(8, 2)),
                        listOf(unscaled("1.50"), null)),
                type(
                        texts("_NUMERIC"),
                        listOf("1.50", "NaN"),
                        array("'string'"),
                        listOf(new Utf8("1.50"), new Utf8("NaN"))),
                type(texts("_TEXT"), listOf("{a,b}", "c"), array("'string'"), listOf(new Utf8("{a,b}"), new Utf8("c"))),
                type(texts("_JSONB"), listOf("{\"a\": 1}"), array(json), listOf(new Utf8("{\"a\": 1}"))),
                type(texts("_MOOD"), listOf("sad"), array("'string'"), listOf(new Utf8("sad"))),
                type(text("VARBIT").meaning("io.tributary.postgres.Bits"), "0011", "'string'", new Utf8("0011")),
                type(Col.numeric("c", 0, 0), "NAN", "'string'", new Utf8("NaN")),
                type(Col.numeric("c", 0, 0), "NEGATIVE_INFINITY", "'string'", new Utf8("-Infinity")),
                type(point("POINT"), pointValue(), "'string'", new Utf8("(1.5,-2)")),
                type(geometry(), geometryValue(), "'string'", new Utf8("01FF")));
    }

    /** An array as the connector's own converter makes it of every array. */
    private static Col texts(String type) {
        Schema schema = Schema.createArray(Schema.createUnion(Schema.create(Schema.Type.NULL), STRING));
        schema.addProp("connect.name", "io.tributary.postgres.Array");
        return Col.of("c", schema).with("__debezium.source.column.type", type);
    }

    private static Schema named(String meaning) {
        Schema schema = Schema.create(Schema.Type.STRING);
        schema.addProp("connect.name", meaning);
        return schema;
    }

    private static Schema pointSchema() {
        return SchemaBuilder.record("io.debezium.data.geometry.Point")
                .fields()
                .requiredDouble("x")
                .requiredDouble("y")
                .optionalBytes("wkb")
                .optionalInt("srid")
                .endRecord();
    }

    private static Col point(String type) {
        return Col.of("c", pointSchema()).with("__debezium.source.column.type", type);
    }

    private static Object pointValue() {
        return new GenericRecordBuilder(pointSchema())
                .set("x", 1.5)
                .set("y", -2.0)
                .set("wkb", bytes(1))
                .set("srid", null)
                .build();
    }

    private static Schema geometrySchema() {
        return SchemaBuilder.record("io.debezium.data.geometry.Geometry")
                .fields()
                .requiredBytes("wkb")
                .optionalInt("srid")
                .endRecord();
    }

    private static Col geometry() {
        return Col.of("c", geometrySchema()).with("__debezium.source.column.type", "GEOMETRY");
    }

    private static Object geometryValue() {
        return new GenericRecordBuilder(geometrySchema())
                .set("wkb", bytes(1, 255))
                .set("srid", 4326)
                .build();
    }

    private static String decimal(int precision, int scale) {
        return "{'type':'bytes','logicalType':'decimal','precision':" + precision + ",'scale':" + scale + "}";
    }

    private static String date() {
        return "{'type':'int','logicalType':'date'}";
    }

    private static String timestamp(String logicalType) {
        return "{'type':'long','logicalType':'" + logicalType + "'}";
    }

    private static String array(String element) {
        return "{'type':'array','items':['null'," + element + "]}";
    }

    private static ByteBuffer unscaled(String number) {
        return ByteBuffer.wrap(new BigDecimal(number).unscaledValue().toByteArray());
    }

    private static ByteBuffer bytes(int... values) {
        ByteBuffer buffer = ByteBuffer.allocate(values.length);
        for (int value : values) {
            buffer.put((byte) value);
        }
        return buffer.flip();
    }

    private static int day(String date) {
        return (int) LocalDate.parse(date).toEpochDay();
    }

    private static long micros(String instant) {
        Instant moment = Instant.parse(instant);
        return moment.getEpochSecond() * 1_000_000 + moment.get(ChronoField.MICRO_OF_SECOND);
    }

    @ParameterizedTest(name = "{0} {2} becomes {3} {4}")
    @MethodSource("types")
    void mapsValueAndNull(String pgType, Col column, Object raw, String cleanType, Object clean) {
        try (TopologyHarness app = new TopologyHarness(state)) {
            DebeziumTable table = new DebeziumTable(
                    app.registry,
                    "public",
                    "t",
                    Col.of("id", Schema.Type.INT, "INT4").asKey(),
                    column);
            app.send(
                    table.topic(),
                    table.key(1, null),
                    table.change("c").after(1, raw).bytes());
            app.send(
                    table.topic(),
                    table.key(2, null),
                    table.change("c").after(2, null).bytes());

            List<Clean> records = app.clean("clean.shop.t");
            assertThat(records).hasSize(2);
            Schema.Field field = records.get(0).value().getSchema().getField("c");
            assertThat(field.schema())
                    .isEqualTo(new Schema.Parser().parse(("['null'," + cleanType + "]").replace('\'', '"')));
            assertThat(field.hasDefaultValue()).isTrue();
            assertThat(records.get(0).get("c")).isEqualTo(clean);
            assertThat(records.get(1).get("c")).isNull();
        }
    }

    @Test
    void aKeyHasTheTypesOfTheRowThoughItsRawSchemaDoesNotTellThem() {
        try (TopologyHarness app = new TopologyHarness(state)) {
            DebeziumTable table = new DebeziumTable(
                    app.registry,
                    "public",
                    "t",
                    Col.numeric("amount", 6, 2).asKey(),
                    Col.of("Day", Schema.Type.STRING, "DATE")
                            .meaning("io.debezium.time.IsoDate")
                            .asKey());
            app.send(
                    table.topic(),
                    table.key("12.50", "2026-11-20Z"),
                    table.change("c").after("12.50", "2026-11-20Z").bytes());

            Clean clean = app.cleanOne("clean.shop.t");
            Schema key = clean.key().getSchema();
            assertThat(key.getField("amount").schema().getLogicalType()).isEqualTo(LogicalTypes.decimal(6, 2));
            assertThat(key.getField("day").schema().getLogicalType()).isEqualTo(LogicalTypes.date());
            assertThat(clean.key().get("amount"))
                    .isEqualTo(ByteBuffer.wrap(BigInteger.valueOf(1250).toByteArray()));
            assertThat(clean.key().get("day")).isEqualTo(day("2026-11-20"));
            assertThat(clean.value().getSchema().getObjectProp("tributary.key")).isEqualTo(List.of("amount", "day"));
            assertThat(GenericData.get().validate(key, clean.key())).isTrue();
        }
    }
}
