package io.tributary.streams.topology;

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
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.util.Utf8;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random rows of random tables through random changes: what comes out is what a model of the table holds, value by value,
 * with large unchanged values left out of the events as Postgres leaves them out.
 */
class RandomRowsTest {

    private static final int TABLES = 8;
    private static final int CHANGES = 300;
    private static final byte[] LEFT_OUT = "__debezium_unavailable_value".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path state;

    /** A value in both forms. */
    private record Value(Object raw, Object clean, boolean large) {
        static final Value NULL = new Value(null, null, false);
    }

    /** Makes columns and values of one kind. */
    private record Kind(String name, Maker maker, Object placeholder) {
        Col column(String field) {
            return maker.column(field);
        }
    }

    private interface Maker {
        Col column(String field);

        Value value(Random random);
    }

    private static Kind kind(
            String name,
            java.util.function.Function<String, Col> column,
            java.util.function.Function<Random, Value> value) {
        return kind(name, null, column, value);
    }

    private static Kind kind(
            String name,
            Object placeholder,
            java.util.function.Function<String, Col> column,
            java.util.function.Function<Random, Value> value) {
        return new Kind(
                name,
                new Maker() {
                    @Override
                    public Col column(String field) {
                        return column.apply(field);
                    }

                    @Override
                    public Value value(Random random) {
                        return value.apply(random);
                    }
                },
                placeholder);
    }

    private static List<Kind> kinds() {
        return List.of(
                kind("bool", f -> Col.of(f, Schema.Type.BOOLEAN, "BOOL"), r -> same(r.nextBoolean())),
                kind("int", f -> Col.of(f, Schema.Type.INT, "INT4"), r -> same(r.nextInt())),
                kind("long", f -> Col.of(f, Schema.Type.LONG, "INT8"), r -> same(r.nextLong())),
                kind("double", f -> Col.of(f, Schema.Type.DOUBLE, "FLOAT8"), r -> same(r.nextGaussian())),
                kind("numeric", f -> Col.numeric(f, 30, 7), RandomRowsTest::decimal),
                kind("free numeric", f -> Col.numeric(f, 0, 0), r -> text(Long.toString(r.nextLong()) + ".50", false)),
                kind(
                        "date",
                        f -> Col.of(f, Schema.Type.STRING, "DATE").meaning("io.debezium.time.IsoDate"),
                        RandomRowsTest::date),
                kind(
                        "timestamp",
                        f -> Col.of(f, Schema.Type.STRING, "TIMESTAMPTZ").meaning("io.debezium.time.ZonedTimestamp"),
                        RandomRowsTest::timestamp),
                kind(
                        "text",
                        new Utf8(LEFT_OUT),
                        f -> Col.of(f, Schema.Type.STRING, "TEXT"),
                        r -> text(randomText(r), true)),
                kind(
                        "json",
                        new Utf8(LEFT_OUT),
                        f -> Col.of(f, Schema.Type.STRING, "JSONB").meaning("io.debezium.data.Json"),
                        r -> text("{\"a\": \"" + randomText(r) + "\"}", true)),
                kind(
                        "bytes",
                        ByteBuffer.wrap(LEFT_OUT),
                        f -> Col.of(f, Schema.Type.BYTES, "BYTEA"),
                        RandomRowsTest::bytes),
                kind(
                        "texts",
                        List.of(new Utf8(LEFT_OUT)),
                        f -> Col.array(f, Schema.create(Schema.Type.STRING), "_TEXT"),
                        RandomRowsTest::texts));
    }

    private static Value same(Object value) {
        return new Value(value, value, false);
    }

    private static Value text(String text, boolean mayBeLarge) {
        return new Value(text, new Utf8(text), mayBeLarge);
    }

    private static Value decimal(Random random) {
        BigDecimal number = new BigDecimal(new BigInteger(random.nextInt(90), random), 7);
        number = random.nextBoolean() ? number : number.negate();
        return new Value(
                number.toPlainString(), ByteBuffer.wrap(number.unscaledValue().toByteArray()), false);
    }

    private static Value date(Random random) {
        long day = random.nextLong(-700_000, 2_900_000);
        return new Value(LocalDate.ofEpochDay(day) + "Z", (int) day, false);
    }

    private static Value timestamp(Random random) {
        long micros = random.nextLong(-62_000_000_000_000_000L, 250_000_000_000_000_000L);
        Instant instant =
                Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000), Math.floorMod(micros, 1_000_000) * 1_000L);
        return new Value(
                instant.atOffset(ZoneOffset.UTC).format(DateTimeFormatter.ISO_OFFSET_DATE_TIME), micros, false);
    }

    private static Value bytes(Random random) {
        byte[] bytes = new byte[size(random)];
        random.nextBytes(bytes);
        return new Value(ByteBuffer.wrap(bytes), ByteBuffer.wrap(bytes), true);
    }

    private static Value texts(Random random) {
        List<Object> raw = new ArrayList<>();
        List<Object> clean = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            String text = random.nextInt(5) == 0 ? null : randomText(random);
            raw.add(text);
            clean.add(text == null ? null : new Utf8(text));
        }
        return new Value(raw, clean, true);
    }

    private static String randomText(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = size(random); i > 0; i--) {
            text.appendCodePoint(random.nextInt(10) == 0 ? 0x1F980 : 'a' + random.nextInt(26));
        }
        return text.toString();
    }

    private static int size(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> 0;
            case 1 -> random.nextInt(30);
            case 2 -> random.nextInt(600);
            default -> 2_000 + random.nextInt(3_000);
        };
    }

    @Test
    void whatComesOutIsWhatTheTableHolds() {
        long seed = Long.getLong("tributary.seed", System.nanoTime());
        System.out.println("RandomRowsTest: -Dtributary.seed=" + seed);
        Random random = new Random(seed);
        try (TopologyHarness app = new TopologyHarness(state)) {
            for (int number = 0; number < TABLES; number++) {
                new Model(app, random, number, seed).run();
            }
        }
    }

    /** One table as Postgres would have it. */
    private static final class Model {
        private final TopologyHarness app;
        private final Random random;
        private final long seed;
        private final List<Kind> kinds = new ArrayList<>();
        private final DebeziumTable table;
        private final String cleanTopic;
        private final Map<Integer, List<Value>> rows = new HashMap<>();
        private final Set<Integer> distrusted = new HashSet<>();
        private final List<List<Value>> expected = new ArrayList<>();
        private final List<String> expectedOps = new ArrayList<>();
        private long deadLetters;
        private long lsn = 1;

        Model(TopologyHarness app, Random random, int number, long seed) {
            this.app = app;
            this.random = random;
            this.seed = seed;
            List<Col> columns = new ArrayList<>();
            columns.add(Col.of("id", Schema.Type.INT, "INT4").asKey());
            List<Kind> all = kinds();
            for (int i = 1 + random.nextInt(12); i > 0; i--) {
                Kind kind = all.get(random.nextInt(all.size()));
                kinds.add(kind);
                columns.add(kind.column("c" + kinds.size()));
            }
            table = new DebeziumTable(app.registry, "public", "t" + number, columns.toArray(Col[]::new));
            cleanTopic = "clean.shop.t" + number;
        }

        void run() {
            for (int i = 0; i < CHANGES; i++) {
                step();
                if (random.nextInt(100) == 0) {
                    check();
                    app.restart();
                }
            }
            check();
        }

        private void step() {
            int id = random.nextInt(20);
            boolean exists = rows.containsKey(id);
            switch (random.nextInt(10)) {
                case 0 -> {
                    if (exists) {
                        delete(id);
                    }
                }
                case 1 -> {
                    int newId = random.nextInt(20);
                    if (exists && !rows.containsKey(newId)) {
                        moveKey(id, newId);
                    }
                }
                case 2 -> {
                    if (random.nextInt(20) == 0) {
                        truncate();
                    }
                }
                default -> {
                    if (exists) {
                        update(id);
                    } else {
                        insert(id);
                    }
                }
            }
        }

        private Value newValue(Kind kind) {
            return random.nextInt(6) == 0 ? Value.NULL : kind.maker().value(random);
        }

        private void insert(int id) {
            List<Value> row = new ArrayList<>();
            kinds.forEach(kind -> row.add(newValue(kind)));
            rows.put(id, row);
            distrusted.remove(id);
            String op = random.nextBoolean() ? "c" : "r";
            send(id, table.change(op).after(raw(id, row, row)).lsn(lsn++).bytes());
            expect(op, row);
        }

        private void update(int id) {
            List<Value> before = rows.get(id);
            List<Value> row = new ArrayList<>(before);
            for (int i = 0; i < row.size(); i++) {
                if (random.nextInt(3) == 0) {
                    row.set(i, newValue(kinds.get(i)));
                }
            }
            rows.put(id, row);
            Object[] raw = raw(id, row, before);
            byte[] value = table.change("u").after(raw).lsn(lsn++).bytes();
            if (random.nextInt(15) == 0) {
                // Cut off, so that nobody can know what it said.
                send(id, Arrays.copyOf(value, value.length - 1 - random.nextInt(5)));
                distrusted.add(id);
                deadLetters++;
                return;
            }
            send(id, value);
            expectUnlessUnknown("u", id, raw, row);
        }

        private void delete(int id) {
            rows.remove(id);
            distrusted.remove(id);
            send(id, table.change("d").before(id).lsn(lsn++).bytes());
            expect("d", null);
        }

        private void moveKey(int id, int newId) {
            List<Value> row = rows.remove(id);
            rows.put(newId, row);
            if (distrusted.remove(id)) {
                distrusted.add(newId);
            } else {
                distrusted.remove(newId);
            }
            long at = lsn++;
            send(id, table.change("d").before(id).lsn(at).bytes(), header("__debezium.newkey", newId));
            expect("d", null);
            Object[] raw = raw(newId, row, row, true);
            send(newId, table.change("c").after(raw).lsn(at).bytes(), header("__debezium.oldkey", id));
            expectUnlessUnknown("c", newId, raw, row);
        }

        private Header header(String name, int id) {
            return new RecordHeader(name, ("{\"id\":" + id + "}").getBytes(StandardCharsets.UTF_8));
        }

        private void truncate() {
            rows.clear();
            distrusted.clear();
            app.send(table.topic(), null, table.change("t").lsn(lsn++).bytes());
            expect("t", null);
        }

        /** What was left out after a dead letter of the row cannot be known; what is all there is trusted again. */
        private void expectUnlessUnknown(String op, int id, Object[] raw, List<Value> row) {
            boolean leftOut = false;
            for (int i = 0; i < row.size(); i++) {
                leftOut |= raw[i + 1] != row.get(i).raw();
            }
            if (distrusted.contains(id) && leftOut) {
                deadLetters++;
                return;
            }
            distrusted.remove(id);
            expect(op, row);
        }

        private void send(int id, byte[] value, Header... headers) {
            app.send(table.topic(), table.key(id), value, headers);
        }

        private void expect(String op, List<Value> row) {
            expectedOps.add(op);
            expected.add(row);
        }

        private Object[] raw(int id, List<Value> row, List<Value> before) {
            return raw(id, row, before, row != before);
        }

        /** The row as the event has it: a large value that did not change is left out if the row was wide. */
        private Object[] raw(int id, List<Value> row, List<Value> before, boolean leaveOut) {
            boolean wide = before.stream().mapToInt(RandomRowsTest::rawSize).sum() > 2_000;
            Object[] raw = new Object[row.size() + 1];
            raw[0] = id;
            for (int i = 0; i < row.size(); i++) {
                Value value = row.get(i);
                boolean unchanged = value == before.get(i);
                boolean external = value.large() && rawSize(value) > 600;
                raw[i + 1] =
                        leaveOut && wide && unchanged && external ? kinds.get(i).placeholder() : value.raw();
            }
            return raw;
        }

        private void check() {
            assertThat(app.read(cleanTopic.replace("clean.", "dlq.")))
                    .as("dead letters of %s, seed %s", cleanTopic, seed)
                    .hasSize((int) deadLetters);
            deadLetters = 0;
            List<Clean> records = app.clean(cleanTopic);
            assertThat(records).as("records of %s, seed %s", cleanTopic, seed).hasSize(expected.size());
            for (int i = 0; i < records.size(); i++) {
                Clean clean = records.get(i);
                assertThat(clean.meta().get("op")).hasToString(expectedOps.get(i));
                List<Value> row = expected.get(i);
                for (int column = 0; row != null && column < row.size(); column++) {
                    assertThat(clean.value().get(column + 1))
                            .as(
                                    "%s of record %s of %s, seed %s",
                                    kinds.get(column).name(), i, cleanTopic, seed)
                            .isEqualTo(row.get(column).clean());
                }
            }
            expected.clear();
            expectedOps.clear();
        }
    }

    private static int rawSize(Value value) {
        if (value.raw() instanceof String text) {
            return text.getBytes(StandardCharsets.UTF_8).length;
        }
        if (value.raw() instanceof ByteBuffer bytes) {
            return bytes.remaining();
        }
        if (value.raw() instanceof List<?> list) {
            return list.stream()
                    .mapToInt(
                            element -> element == null ? 0 : element.toString().getBytes(StandardCharsets.UTF_8).length)
                    .sum();
        }
        return 8;
    }
}
