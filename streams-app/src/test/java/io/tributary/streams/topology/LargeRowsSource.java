package io.tributary.streams.topology;

import io.tributary.schemas.registry.SchemaRegistry;
import io.tributary.streams.topology.DebeziumTable.Col;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.util.Utf8;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * A table of wide rows as Postgres keeps it, and the raw topic that Debezium makes of it: each change is in the partition
 * of its key, a truncate in partition 0, and values that are out of line and did not change are left out.
 */
final class LargeRowsSource {

    /** What a raw record must become. */
    record Expected(String op, Integer id, List<String> row, boolean deadLetter) {}

    private static final String LEFT_OUT = "__debezium_unavailable_value";
    private static final int TOAST_THRESHOLD = 2_032;
    private static final int POINTER_BYTES = 18;
    static final int COLUMNS = 5;

    private final Random random;
    private final int ids;
    private final DebeziumTable table;
    private final List<List<Expected>> expected = new ArrayList<>();
    private final Map<Integer, Row> rows = new TreeMap<>();
    private final Map<Integer, List<String>> lake = new HashMap<>();
    private SimulatedApp app;
    private long lsn = 1_000;
    private int values;
    private OpenMove open;

    /** A key change that is in the log, but not committed: nobody else can touch its rows. */
    private record OpenMove(int id, int newId, long lsn) {
        boolean holds(int other) {
            return id == other || newId == other;
        }
    }

    /** A value in a row; out of line once the row was too wide, until it changes. */
    private record Value(String text, boolean external) {
        int bytes() {
            return text == null ? 0 : external ? POINTER_BYTES : text.length() + 4;
        }
    }

    /** A row, and whether the app can know all of its values. */
    private record Row(List<Value> values, boolean known) {
        List<String> texts() {
            return values.stream().map(Value::text).toList();
        }

        Row known(boolean now) {
            return new Row(values, now);
        }
    }

    LargeRowsSource(SchemaRegistry registry, Random random, int ids) {
        this.random = random;
        this.ids = ids;
        this.table = new DebeziumTable(
                registry,
                "public",
                "docs",
                Col.of("id", Schema.Type.INT, "INT4").asKey(),
                Col.of("c0", Schema.Type.STRING, "TEXT"),
                Col.of("c1", Schema.Type.STRING, "TEXT"),
                Col.of("c2", Schema.Type.STRING, "JSONB").meaning("io.debezium.data.Json"),
                Col.of("c3", Schema.Type.BYTES, "BYTEA"),
                Col.array("c4", Schema.create(Schema.Type.STRING), "_TEXT").meaning("io.tributary.postgres.Array"));
    }

    String topic() {
        return table.topic();
    }

    /** Where the changes go. */
    void feed(SimulatedApp to) {
        app = to;
        for (int i = 0; i < app.partitions(); i++) {
            expected.add(new ArrayList<>());
        }
    }

    /** What the raw records of a partition must become. */
    List<Expected> expected(int partition) {
        return expected.get(partition);
    }

    /** The table as the lake must have it: without the changes that became dead letters. */
    Map<Integer, List<String>> lake() {
        return lake;
    }

    /** Changes that nobody sees. */
    void unseen(int changes) {
        for (int i = 0; i < changes; i++) {
            lsn++;
            int id = random.nextInt(ids);
            if (isHeld(id)) {
                continue;
            }
            if (random.nextInt(3) > 0) {
                rows.put(id, new Row(changed(null), true));
            } else {
                rows.remove(id);
            }
        }
    }

    /** A first snapshot of all rows, or of as many as it reads before it is cut off. */
    void snapshot(boolean cutOff) {
        long at = lsn++;
        for (Integer id : List.copyOf(rows.keySet())) {
            if (cutOff && random.nextInt(4) == 0) {
                return;
            }
            read(id, at, null);
        }
    }

    private void read(int id, Long at, String sequence) {
        Row row = rows.get(id).known(true);
        rows.put(id, row);
        DebeziumTable.Change change =
                table.change("r").after(raw(id, row.values(), null)).lsn(at).sequence(sequence);
        send(id, change.bytes(), new RecordHeaders(), "r", row.texts(), false);
    }

    /** Changes a row's key in a transaction that stays open for a while. */
    void beginMove() {
        int id = random.nextInt(ids);
        Integer free = freeKey();
        if (open == null && free != null && rows.containsKey(id)) {
            open = new OpenMove(id, free, lsn++);
        }
    }

    private boolean isHeld(int id) {
        return open != null && open.holds(id);
    }

    private void commitMove() {
        if (open != null) {
            OpenMove committed = open;
            open = null;
            move(committed.id(), committed.newId(), committed.lsn());
        }
    }

    /** One change of the table, or a few that belong together. */
    void change(boolean corrupting) {
        int id = random.nextInt(ids);
        if (isHeld(id)) {
            if (random.nextBoolean() && rows.containsKey(id)) {
                readAgain(id);
            } else {
                commitMove();
            }
            return;
        }
        if (!rows.containsKey(id)) {
            insert(id);
            return;
        }
        switch (random.nextInt(20)) {
            case 0, 1 -> delete(id);
            case 2 -> {
                delete(id);
                insert(id);
            }
            case 3, 4, 5, 6, 7, 8 -> moveToFreeKey(id);
            case 9 -> moveAwayAndBack(id);
            case 10 -> swap(id);
            case 11 -> readAgain(id);
            case 12 -> {
                if (random.nextInt(8) == 0) {
                    commitMove();
                    truncate();
                }
            }
            case 13 -> beginMove();
            default -> update(id, corrupting && random.nextInt(15) == 0);
        }
    }

    /** A row in an incremental snapshot. */
    private void readAgain(int id) {
        String position = Long.toString(lsn++);
        read(id, null, "[\"" + position + "\",\"" + position + "\"]");
    }

    private void insert(int id) {
        Row row = new Row(changed(null), true);
        rows.put(id, row);
        byte[] value =
                table.change("c").after(raw(id, row.values(), null)).lsn(lsn++).bytes();
        send(id, value, new RecordHeaders(), "c", row.texts(), false);
    }

    private void update(int id, boolean corrupt) {
        Row before = rows.get(id);
        List<Value> after = changed(before.values());
        Object[] raw = raw(id, after, before.values());
        byte[] value = table.change("u").after(raw).lsn(lsn++).bytes();
        if (corrupt) {
            rows.put(id, new Row(after, false));
            send(id, cut(value), new RecordHeaders(), "u", null, true);
            return;
        }
        boolean lost = !before.known() && leavesOut(raw);
        Row row = new Row(after, !lost);
        rows.put(id, row);
        send(id, value, new RecordHeaders(), "u", row.texts(), lost);
    }

    private void delete(int id) {
        rows.remove(id);
        byte[] value = table.change("d").before(id).lsn(lsn++).bytes();
        send(id, value, new RecordHeaders(), "d", null, false);
    }

    private void moveToFreeKey(int id) {
        Integer free = freeKey();
        if (free != null) {
            move(id, free);
        }
    }

    private void moveAwayAndBack(int id) {
        Integer away = freeKey();
        if (away != null) {
            move(id, away);
            move(away, id);
        }
    }

    /** As an application does it, with a third key, and with updates in between. */
    private void swap(int id) {
        Integer away = freeKey();
        int other = random.nextInt(ids);
        if (away == null || other == id || !rows.containsKey(other) || isHeld(other)) {
            return;
        }
        move(id, away);
        move(other, id);
        if (random.nextBoolean()) {
            update(id, false);
        }
        move(away, other);
    }

    private Integer freeKey() {
        List<Integer> free = new ArrayList<>();
        for (int id = 0; id < ids; id++) {
            if (!rows.containsKey(id) && !isHeld(id)) {
                free.add(id);
            }
        }
        return free.isEmpty() ? null : free.get(random.nextInt(free.size()));
    }

    private void move(int id, int newId) {
        move(id, newId, lsn++);
    }

    private void move(int id, int newId, long at) {
        Row before = rows.remove(id);
        List<Value> after = random.nextInt(3) > 0 ? before.values() : changed(before.values());
        byte[] delete = table.change("d").before(id).lsn(at).bytes();
        send(id, delete, header("__debezium.newkey", newId), "d", null, false);
        Object[] raw = raw(newId, after, before.values());
        boolean lost = !before.known() && leavesOut(raw);
        Row row = new Row(after, !lost);
        rows.put(newId, row);
        byte[] create = table.change("c").after(raw).lsn(at).bytes();
        send(newId, create, header("__debezium.oldkey", id), "c", row.texts(), lost);
    }

    /** As TRUNCATE, and as the start of a snapshot that was cut off before. */
    void truncate() {
        rows.clear();
        lake.clear();
        byte[] value = table.change("t").lsn(lsn++).bytes();
        app.append(null, value, new RecordHeaders());
        expected.get(0).add(new Expected("t", null, null, false));
    }

    /** The truncate of the lake alone that precedes a new attempt of a snapshot. */
    void truncateBeforeSnapshot() {
        Map<Integer, Row> kept = new TreeMap<>(rows);
        truncate();
        rows.putAll(kept);
    }

    private void send(int id, byte[] value, Headers headers, String op, List<String> row, boolean deadLetter) {
        byte[] key = table.key(id);
        app.append(key, value, headers);
        expected.get(app.partitionOf(key)).add(new Expected(op, id, row, deadLetter));
        if (!deadLetter) {
            if (row == null) {
                lake.remove(id);
            } else {
                lake.put(id, row);
            }
        }
    }

    private static Headers header(String name, int id) {
        return new RecordHeaders().add(name, ("{\"id\":" + id + "}").getBytes(StandardCharsets.UTF_8));
    }

    private byte[] cut(byte[] value) {
        return Arrays.copyOf(value, value.length - 1 - random.nextInt(5));
    }

    /** New values for some columns, or for all of a new row; the widest values go out of line until the row fits. */
    private List<Value> changed(List<Value> before) {
        List<Value> after = new ArrayList<>();
        for (int i = 0; i < COLUMNS; i++) {
            boolean change = before == null || random.nextInt(3) == 0;
            after.add(change ? new Value(newText(), false) : before.get(i));
        }
        while (32 + after.stream().mapToInt(Value::bytes).sum() > TOAST_THRESHOLD) {
            int widest = 0;
            for (int i = 1; i < COLUMNS; i++) {
                widest = after.get(i).bytes() > after.get(widest).bytes() ? i : widest;
            }
            after.set(widest, new Value(after.get(widest).text(), true));
        }
        return after;
    }

    private String newText() {
        int length =
                switch (random.nextInt(6)) {
                    case 0 -> -1;
                    case 1 -> 0;
                    case 2 -> random.nextInt(600);
                    default -> 700 + random.nextInt(2_000);
                };
        return length < 0 ? null : "v" + ++values + "-" + "x".repeat(length);
    }

    private static Object[] raw(int id, List<Value> after, List<Value> before) {
        Object[] raw = new Object[COLUMNS + 1];
        raw[0] = id;
        for (int i = 0; i < COLUMNS; i++) {
            Value value = after.get(i);
            boolean leftOut = before != null && value == before.get(i) && value.external();
            raw[i + 1] = dressed(i, leftOut ? LEFT_OUT : value.text());
        }
        return raw;
    }

    /** A text in the raw type of a column. */
    private static Object dressed(int column, String text) {
        if (text == null) {
            return null;
        }
        return switch (column) {
            case 3 -> ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            case 4 -> List.of(new Utf8(text));
            default -> new Utf8(text);
        };
    }

    /** The text of a clean value. */
    static String undressed(Object value) {
        if (value instanceof ByteBuffer bytes) {
            return StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
        }
        if (value instanceof List<?> list) {
            return list.get(0).toString();
        }
        return value == null ? null : value.toString();
    }

    private static boolean leavesOut(Object[] raw) {
        for (int i = 0; i < COLUMNS; i++) {
            if (raw[i + 1] != null && undressed(raw[i + 1]).equals(LEFT_OUT)) {
                return true;
            }
        }
        return false;
    }
}
