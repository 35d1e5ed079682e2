package io.tributary.connectors.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.schemas.registry.InMemorySchemaRegistry;
import io.tributary.schemas.registry.UnknownSchemaException;
import io.tributary.schemas.wire.MalformedRecordException;
import io.tributary.schemas.wire.WireFormat;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.util.Utf8;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the converter writes is read by Avro's own reader. */
class AvroConverterTest {

    private static final String TOPIC = "raw.shop.public.orders";

    private final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
    private final AvroConverter converter = new AvroConverter(registry);

    @BeforeEach
    void configure() {
        converter.configure(Map.of(), false);
    }

    private GenericRecord readByAvro(byte[] record)
            throws IOException, MalformedRecordException, UnknownSchemaException {
        org.apache.avro.Schema schema = registry.byId(WireFormat.schemaId(record));
        return new GenericDatumReader<GenericRecord>(schema)
                .read(
                        null,
                        DecoderFactory.get()
                                .binaryDecoder(
                                        record,
                                        WireFormat.HEADER_BYTES,
                                        record.length - WireFormat.HEADER_BYTES,
                                        null));
    }

    @Test
    void writesEveryTypeAsAvroReadsIt() throws Exception {
        Schema inner = SchemaBuilder.struct()
                .name("inner.Point")
                .field("x", Schema.FLOAT64_SCHEMA)
                .build();
        Schema schema = SchemaBuilder.struct()
                .name("all.Types")
                .field("i8", Schema.INT8_SCHEMA)
                .field("i16", Schema.INT16_SCHEMA)
                .field("i32", Schema.INT32_SCHEMA)
                .field("i64", Schema.INT64_SCHEMA)
                .field("f32", Schema.FLOAT32_SCHEMA)
                .field("f64", Schema.FLOAT64_SCHEMA)
                .field("yes", Schema.BOOLEAN_SCHEMA)
                .field("text", Schema.STRING_SCHEMA)
                .field("bytes", Schema.BYTES_SCHEMA)
                .field("buffer", Schema.BYTES_SCHEMA)
                .field(
                        "list",
                        SchemaBuilder.array(Schema.OPTIONAL_STRING_SCHEMA).build())
                .field(
                        "map",
                        SchemaBuilder.map(Schema.STRING_SCHEMA, Schema.INT32_SCHEMA)
                                .build())
                .field(
                        "entries",
                        SchemaBuilder.map(Schema.INT32_SCHEMA, Schema.STRING_SCHEMA)
                                .build())
                .field("point", inner)
                .field("decimal", Decimal.schema(2))
                .field("date", Date.SCHEMA)
                .field("time", Time.SCHEMA)
                .field("timestamp", Timestamp.SCHEMA)
                .build();
        Struct struct = new Struct(schema)
                .put("i8", Byte.MIN_VALUE)
                .put("i16", Short.MAX_VALUE)
                .put("i32", Integer.MIN_VALUE)
                .put("i64", Long.MIN_VALUE)
                .put("f32", Float.NaN)
                .put("f64", Double.NEGATIVE_INFINITY)
                .put("yes", true)
                .put("text", "größer 🌊")
                .put("bytes", new byte[] {0, -1})
                .put("buffer", ByteBuffer.wrap(new byte[] {9, 1, 2, 9}, 1, 2))
                .put("list", Arrays.asList("a", null))
                .put("map", Map.of("k", 7))
                .put("entries", Map.of(3, "three"))
                .put("point", new Struct(inner).put("x", 1.5))
                .put("decimal", new BigDecimal("-12.34"))
                .put("date", new java.util.Date(86_400_000L * 3))
                .put("time", new java.util.Date(1_234L))
                .put("timestamp", new java.util.Date(-1L));

        GenericRecord read = readByAvro(converter.fromConnectData(TOPIC, schema, struct));

        assertThat(read.get("i8")).isEqualTo(-128);
        assertThat(read.get("i16")).isEqualTo(32767);
        assertThat(read.get("i32")).isEqualTo(Integer.MIN_VALUE);
        assertThat(read.get("i64")).isEqualTo(Long.MIN_VALUE);
        assertThat(read.get("f32")).isEqualTo(Float.NaN);
        assertThat(read.get("f64")).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(read.get("yes")).isEqualTo(true);
        assertThat(read.get("text")).hasToString("größer 🌊");
        assertThat(read.get("bytes")).isEqualTo(ByteBuffer.wrap(new byte[] {0, -1}));
        assertThat(read.get("buffer")).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2}));
        assertThat(read.get("list")).isEqualTo(Arrays.asList(new Utf8("a"), null));
        assertThat(read.get("map")).isEqualTo(Map.of(new Utf8("k"), 7));
        assertThat(read.get("entries")).hasToString("[{\"key\": 3, \"value\": \"three\"}]");
        assertThat(((GenericRecord) read.get("point")).get("x")).isEqualTo(1.5);
        assertThat(read.get("decimal")).isEqualTo(ByteBuffer.wrap(new java.math.BigInteger("-1234").toByteArray()));
        assertThat(read.get("date")).isEqualTo(3);
        assertThat(read.get("time")).isEqualTo(1_234);
        assertThat(read.get("timestamp")).isEqualTo(-1L);
    }

    @Test
    void aNullStaysNullWhateverTheDefault() throws Exception {
        Schema schema = SchemaBuilder.struct()
                .name("t.Row")
                .field(
                        "status",
                        SchemaBuilder.string().optional().defaultValue("new").build())
                .build();

        GenericRecord read = readByAvro(converter.fromConnectData(TOPIC, schema, new Struct(schema)));

        assertThat(read.get("status")).isNull();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 20261120})
    void whateverIsWrittenIsReadBack(long seed) throws Exception {
        RandomConnectData data = new RandomConnectData(seed);
        for (int i = 0; i < 300; i++) {
            Schema schema = data.struct(3);
            Object value = data.value(schema);
            // A registry of its own: Avro takes schemas that differ in documentation only for equal.
            InMemorySchemaRegistry own = new InMemorySchemaRegistry();
            AvroConverter fresh = new AvroConverter(own);
            fresh.configure(Map.of(), false);

            byte[] record = fresh.fromConnectData(TOPIC, schema, value);
            SchemaAndValue back = fresh.toConnectData(TOPIC, record);

            String where = "seed " + seed + ", case " + i;
            assertThat(back.schema()).as(where).isEqualTo(schema);
            assertThat(RandomConnectData.comparable(back.value()))
                    .as(where)
                    .isEqualTo(RandomConnectData.comparable(value));
            assertThat(new org.apache.avro.Schema.Parser()
                            .parse(own.byId(1).toString())
                            .toString())
                    .as(where)
                    .isEqualTo(own.byId(1).toString());
        }
    }

    @Test
    void anEqualSchemaIsRegisteredOnceAndAChangedOneAgain() throws Exception {
        Schema first = SchemaBuilder.struct()
                .name("t.Row")
                .field("a", Schema.INT32_SCHEMA)
                .build();
        Schema equal = SchemaBuilder.struct()
                .name("t.Row")
                .field("a", Schema.INT32_SCHEMA)
                .build();
        Schema wider = SchemaBuilder.struct()
                .name("t.Row")
                .field("a", Schema.INT32_SCHEMA)
                .field("b", Schema.OPTIONAL_STRING_SCHEMA)
                .build();

        int id = WireFormat.schemaId(converter.fromConnectData(TOPIC, first, new Struct(first).put("a", 1)));
        int again = WireFormat.schemaId(converter.fromConnectData(TOPIC, equal, new Struct(equal).put("a", 2)));
        int changed = WireFormat.schemaId(converter.fromConnectData(TOPIC, wider, new Struct(wider).put("a", 3)));
        int back = WireFormat.schemaId(converter.fromConnectData(TOPIC, first, new Struct(first).put("a", 4)));

        assertThat(again).isEqualTo(id);
        assertThat(changed).isNotEqualTo(id);
        assertThat(back).isEqualTo(id);
    }

    @Test
    void aNullRecordHasNoBytes() {
        assertThat(converter.fromConnectData(TOPIC, null, null)).isNull();
        assertThat(converter.fromConnectData(TOPIC, Schema.OPTIONAL_STRING_SCHEMA, null))
                .isNull();
        assertThat(converter.toConnectData(TOPIC, null)).isEqualTo(SchemaAndValue.NULL);
    }

    @Test
    void aMissingRequiredValueIsTheRecordsFault() {
        Schema schema = SchemaBuilder.struct()
                .name("t.Row")
                .field("id", Schema.INT32_SCHEMA)
                .build();

        assertThatThrownBy(() -> converter.fromConnectData(TOPIC, schema, new Struct(schema)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("the record.id");
    }

    @Test
    void aRecordWithoutSchemaIsRefused() {
        assertThatThrownBy(() -> converter.fromConnectData(TOPIC, null, "text"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(TOPIC)
                .hasMessageContaining("has no schema");
    }

    @Test
    void bytesThatAreNoRecordAreTheRecordsFault() {
        for (byte[] bytes : List.of(new byte[0], new byte[] {1, 2, 3, 4, 5, 6}, new byte[] {0, 0, 0, 0, 99, 6})) {
            assertThatThrownBy(() -> converter.toConnectData(TOPIC, bytes))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining(TOPIC);
        }
    }

    @Test
    void writesADeadLettersBytesAsTheyAre() {
        AvroConverter converter = new AvroConverter(new InMemorySchemaRegistry());
        converter.configure(Map.of(), false);

        byte[] written = converter.fromConnectData("dlq.jobs.movements", Schema.BYTES_SCHEMA, new byte[] {7, 8});

        assertThat(written).containsExactly(7, 8);
    }
}
