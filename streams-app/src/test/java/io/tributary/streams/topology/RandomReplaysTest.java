package io.tributary.streams.topology;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.wire.AvroCodec;
import io.tributary.streams.topology.DebeziumTable.Col;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random histories of a table, and replays of them while it goes on changing: some are left off and begun again.
 * At every moment the lake must show what it would without any replay.
 */
class RandomReplaysTest {

    private static final String CLEAN = "clean.shop.notes";
    private static final String DLQ = "dlq.shop.notes";
    private static final String LEFT_OUT = "__debezium_unavailable_value";
    private static final int KEYS = 6;
    private static final int STEPS = 250;
    private static final int ROUNDS = 12;

    @TempDir
    Path state;

    @Test
    void theLakeNeverShowsAReplay() throws Exception {
        long seed = Long.getLong("tributary.tests.seed", System.nanoTime());
        System.out.println("-Dtributary.tests.seed=" + seed);
        Random seeds = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            try (TopologyHarness app = new TopologyHarness(state.resolve("round" + round))) {
                new Run(app, new Random(seeds.nextLong())).run();
            }
        }
    }

    /** A raw record as a replay finds it. */
    private record Raw(int key, String op, long lsn, byte[] value, long offset, long snapshotOrdering) {}

    private record Row(long ordering, String text) {}

    private static final class Run {
        private final TopologyHarness app;
        private final Random random;
        private final DebeziumTable notes;
        private final AvroCodec codec;

        /** What the database has: key to text. */
        private final Map<Integer, String> source = new TreeMap<>();

        private final List<Raw> log = new ArrayList<>();
        private long offset;
        private long lsn = 1_000;
        private long snapshotOrdering = Long.MIN_VALUE;

        private final Map<Integer, Row> silver = new TreeMap<>();
        /** The position of each key's last streamed change. */
        private final Map<Integer, Long> streamed = new HashMap<>();

        private long truncatedBelow = Long.MIN_VALUE;
        private final Map<Long, GenericRecord> bronze = new HashMap<>();

        /** What a replay has still to send. */
        private final List<Raw> toSend = new ArrayList<>();

        private final Set<Long> current = new HashSet<>();
        private boolean replaying;

        Run(TopologyHarness app, Random random) {
            this.app = app;
            this.random = random;
            this.codec = new AvroCodec(app.registry);
            this.notes = new DebeziumTable(
                    app.registry,
                    "public",
                    "notes",
                    Col.of("id", Schema.Type.INT, "INT4").asKey(),
                    Col.of("text", Schema.Type.STRING, "TEXT"));
        }

        void run() throws Exception {
            for (int step = 0; step < STEPS; step++) {
                int choice = random.nextInt(100);
                if (choice < 50) {
                    change();
                } else if (choice < 53) {
                    snapshot();
                } else if (choice < 55) {
                    truncate();
                } else if (choice < 60) {
                    beginReplay();
                } else {
                    continueReplay();
                }
                takeIn();
                requireSourceInSilver();
            }
            while (replaying) {
                continueReplay();
                takeIn();
                requireSourceInSilver();
            }
            assertThat(bronze.keySet())
                    .isEqualTo(Set.copyOf(log.stream().map(Raw::offset).toList()));
            assertThat(app.read(DLQ)).isEmpty();
        }

        private void change() {
            int key = random.nextInt(KEYS);
            lsn += 10;
            if (!source.containsKey(key)) {
                String text = text();
                source.put(key, text);
                live(key, "c", lsn, notes.change("c").lsn(lsn).after(key, text).bytes());
            } else if (random.nextInt(3) == 0) {
                source.remove(key);
                live(key, "d", lsn, notes.change("d").lsn(lsn).before(key, null).bytes());
            } else {
                boolean leftOut = source.get(key).length() > 2_000 && random.nextBoolean();
                String text = leftOut ? LEFT_OUT : text();
                if (!leftOut) {
                    source.put(key, text);
                }
                // A transaction that was open during the last snapshot is below its ordering.
                boolean straddles = random.nextInt(4) == 0 && lsn - 15 > streamed.get(key);
                long position = straddles ? lsn - 15 : lsn;
                live(
                        key,
                        "u",
                        position,
                        notes.change("u").lsn(position).after(key, text).bytes());
            }
        }

        private String text() {
            return (random.nextBoolean() ? "x".repeat(3_000) : "small") + lsn;
        }

        /** Reads some rows again, all at one position, as an incremental snapshot does. */
        private void snapshot() {
            lsn += 10;
            source.forEach((key, text) -> {
                if (random.nextBoolean()) {
                    live(
                            key,
                            "r",
                            lsn,
                            notes.change("r").lsn(lsn).after(key, text).bytes());
                    snapshotOrdering = Math.max(snapshotOrdering, lsn);
                }
            });
        }

        private void truncate() {
            lsn += 10;
            source.clear();
            live(-1, "t", lsn, notes.change("t").lsn(lsn).bytes());
        }

        private void live(int key, String op, long position, byte[] value) {
            if (!op.equals("r")) {
                streamed.put(key, position);
            }
            app.send(notes.topic(), key < 0 ? null : notes.key(key), value);
            log.add(new Raw(key, op, position, value, offset++, snapshotOrdering));
        }

        /** As the replay command does: a mark in the topic, then all that lies before it. */
        private void beginReplay() {
            control("begin");
            toSend.clear();
            current.clear();
            Map<Integer, Long> newest = new HashMap<>();
            for (Raw raw : log) {
                if (raw.op().equals("t")) {
                    newest.clear();
                    current.add(raw.offset());
                } else {
                    newest.put(raw.key(), raw.offset());
                }
            }
            current.addAll(newest.values());
            int from = log.isEmpty() ? 0 : random.nextInt(log.size());
            toSend.addAll(log.subList(from, log.size()));
            replaying = true;
        }

        private void control(String what) {
            app.send(notes.topic(), null, null, header("tributary.replay.control", what));
            offset++;
        }

        private void continueReplay() {
            if (!replaying) {
                return;
            }
            for (int i = random.nextInt(8); i >= 0 && !toSend.isEmpty(); i--) {
                Raw raw = toSend.remove(0);
                app.send(
                        notes.topic(),
                        raw.key() < 0 ? null : notes.key(raw.key()),
                        raw.value(),
                        header("tributary.replay", current.contains(raw.offset()) ? "current" : "history"),
                        header("tributary.redrive.offset", Long.toString(raw.offset())),
                        header("tributary.snapshot.ordering", Long.toString(raw.snapshotOrdering())));
                offset++;
            }
            if (toSend.isEmpty()) {
                control("end");
                replaying = false;
            }
        }

        private static Header header(String name, String value) {
            return new RecordHeader(name, value.getBytes(US_ASCII));
        }

        /** The lake's rules: bronze by raw place, silver by ordering. */
        private void takeIn() throws Exception {
            for (TestRecord<byte[], byte[]> record : app.read(CLEAN)) {
                GenericRecord row = codec.decode(record.value());
                GenericRecord meta = (GenericRecord) row.get("_meta");
                String mark = TopologyHarness.header(record.headers(), "tributary.replay");
                long place = (Long) meta.get("raw_offset");
                GenericRecord known = bronze.putIfAbsent(place, row);
                assertThat(known == null)
                        .as("raw offset %d comes for the first time", place)
                        .isEqualTo(mark == null);
                if (known != null) {
                    // The schemas may differ: a truncate that came before any row was written when no key was known
                    // yet.
                    assertThat(row.toString()).isEqualTo(known.toString());
                }
                if (!"history".equals(mark)) {
                    silver(row, meta);
                }
            }
        }

        private void silver(GenericRecord row, GenericRecord meta) {
            long ordering = (Long) meta.get("ordering");
            String op = meta.get("op").toString();
            if (op.equals("t")) {
                if (ordering > truncatedBelow) {
                    truncatedBelow = ordering;
                    silver.values().removeIf(known -> known.ordering() <= ordering);
                }
                return;
            }
            int key = (Integer) row.get("id");
            Row known = silver.get(key);
            if (ordering < truncatedBelow || (known != null && known.ordering() > ordering)) {
                return;
            }
            if (op.equals("d")) {
                silver.remove(key);
            } else {
                silver.put(key, new Row(ordering, row.get("text").toString()));
            }
        }

        private void requireSourceInSilver() {
            Map<Integer, String> shown = new TreeMap<>();
            silver.forEach((key, row) -> shown.put(key, row.text()));
            assertThat(shown).isEqualTo(source);
        }
    }
}
