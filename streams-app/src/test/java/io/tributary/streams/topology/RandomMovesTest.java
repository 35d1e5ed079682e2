package io.tributary.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.registry.InMemorySchemaRegistry;
import io.tributary.schemas.registry.SchemaRegistry;
import io.tributary.streams.topology.LargeRowsSource.Expected;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Rows with large values that change their keys within and across partitions, through snapshots that are cut off,
 * truncates, dead letters and aborted transactions, with tasks that are any distance apart: every clean record is what a
 * model of the table says.
 */
class RandomMovesTest {

    private static final int RUNS = Integer.getInteger("tributary.runs", 40);
    private static final int CHANGES = 250;

    @TempDir
    Path directory;

    @Test
    void everyRecordHasTheValuesOfItsRow() {
        long seed = Long.getLong("tributary.seed", System.nanoTime());
        System.out.println("RandomMovesTest: -Dtributary.seed=" + seed);
        for (int run = 0; run < RUNS; run++) {
            new Run(seed + run).check();
        }
    }

    private final class Run {
        private final long seed;
        private final Random random;
        private final LargeRowsSource source;
        private final SimulatedApp app;

        /** Whether some updates become dead letters, after which their rows' values are unknown. */
        private final boolean corrupting;

        private int[] speeds;
        private int movesInSix;
        private long nowMillis;

        Run(long seed) {
            this.seed = seed;
            this.random = new Random(seed);
            SchemaRegistry registry = new InMemorySchemaRegistry();
            source = new LargeRowsSource(registry, random, 2 + random.nextInt(12));
            app = new SimulatedApp(registry, source.topic(), 1 + random.nextInt(4), directory);
            source.feed(app);
            corrupting = random.nextInt(3) == 0;
            changeSpeeds();
        }

        private void changeSpeeds() {
            speeds = random.ints(app.partitions(), 0, 8).toArray();
            movesInSix = random.nextInt(6);
        }

        void check() {
            snapshots();
            for (int i = 0; i < CHANGES; i++) {
                source.change(corrupting);
                progress();
            }
            readAll();
            checkRecords();
            checkOrder();
            checkLake();
            checkLeftovers();
        }

        private void snapshots() {
            source.unseen(random.nextInt(40));
            for (int attempts = random.nextInt(4); attempts > 0; attempts--) {
                source.snapshot(true);
                for (int i = random.nextInt(40); i > 0; i--) {
                    progress();
                }
                source.unseen(random.nextInt(15));
                source.truncateBeforeSnapshot();
            }
            source.beginMove();
            source.unseen(random.nextInt(5));
            source.snapshot(false);
        }

        private void progress() {
            app.timeIs(++nowMillis);
            for (int partition = 0; partition < app.partitions(); partition++) {
                for (int i = random.nextInt(1 + speeds[partition]); i > 0; i--) {
                    step(partition);
                }
            }
            if (random.nextInt(40) == 0) {
                changeSpeeds();
            }
        }

        private void step(int partition) {
            if (random.nextInt(6) < movesInSix) {
                app.readMoves(partition);
            } else {
                app.readRaw(partition);
            }
            switch (random.nextInt(40)) {
                case 0, 1 -> app.abort(partition);
                case 2 -> app.keepHouse(partition);
                case 3, 4, 5, 6, 7, 8 -> app.commit(partition);
                default -> {
                    // Goes on.
                }
            }
        }

        private void readAll() {
            while (!commitsAll()) {
                progress();
            }
        }

        private boolean commitsAll() {
            if (app.isThrough()) {
                for (int partition = 0; partition < app.partitions(); partition++) {
                    app.commit(partition);
                }
            }
            return app.isThrough();
        }

        private void checkRecords() {
            for (int partition = 0; partition < app.partitions(); partition++) {
                List<Expected> expected = source.expected(partition);
                for (int offset = 0; offset < expected.size(); offset++) {
                    check(expected.get(offset), partition, offset);
                }
            }
        }

        private void check(Expected expected, int partition, long offset) {
            String what =
                    "%s of row %s at %s-%s, seed %s".formatted(expected.op(), expected.id(), partition, offset, seed);
            GenericRecord record = app.clean(partition, offset);
            String reason = app.deadLetter(partition, offset);
            if (expected.deadLetter()) {
                assertThat(reason).as(what + " is no dead letter").isNotNull();
                return;
            }
            assertThat(reason).as(what).isNull();
            assertThat(record).as(what + " is missing").isNotNull();
            assertThat(op(record)).as(what).isEqualTo(expected.op());
            if (expected.row() != null) {
                assertThat(textsOf(record)).as(what).isEqualTo(expected.row());
            }
        }

        private void checkOrder() {
            for (int partition = 0; partition < app.partitions(); partition++) {
                Map<Object, GenericRecord> last = new HashMap<>();
                for (GenericRecord record : app.clean(partition)) {
                    GenericRecord before = last.put(record.get("id"), record);
                    assertThat(before == null || meta(before, "raw_offset") < meta(record, "raw_offset"))
                            .as("%s comes after %s, seed %s", record, before, seed)
                            .isTrue();
                }
            }
        }

        /** Silver as Spark makes it: by the records' ordering, whatever the order in which partitions are read. */
        private void checkLake() {
            long truncated = Long.MIN_VALUE;
            Map<Object, GenericRecord> newest = new HashMap<>();
            for (int partition = 0; partition < app.partitions(); partition++) {
                for (GenericRecord record : app.clean(partition)) {
                    if (op(record).equals("t")) {
                        truncated = Math.max(truncated, meta(record, "ordering"));
                    } else {
                        newest.merge(
                                record.get("id"),
                                record,
                                (one, other) -> meta(other, "ordering") >= meta(one, "ordering") ? other : one);
                    }
                }
            }
            Map<Integer, List<String>> lake = new TreeMap<>();
            for (GenericRecord record : newest.values()) {
                if (!op(record).equals("d") && meta(record, "ordering") > truncated) {
                    lake.put((Integer) record.get("id"), textsOf(record));
                }
            }
            assertThat(lake).as("the lake, seed %s", seed).isEqualTo(source.lake());
        }

        private void checkLeftovers() {
            for (int partition = 0; partition < app.partitions(); partition++) {
                assertThat(app.entries(partition, 'w'))
                        .as("waiting, seed %s", seed)
                        .isZero();
                assertThat(corrupting ? 0 : app.entries(partition, 'a'))
                        .as("arrivals, seed %s", seed)
                        .isZero();
            }
        }

        private static List<String> textsOf(GenericRecord record) {
            List<String> texts = new ArrayList<>();
            for (int i = 0; i < LargeRowsSource.COLUMNS; i++) {
                texts.add(LargeRowsSource.undressed(record.get("c" + i)));
            }
            return texts;
        }

        private static String op(GenericRecord record) {
            return ((GenericRecord) record.get("_meta")).get("op").toString();
        }

        private static long meta(GenericRecord record, String field) {
            return (long) ((GenericRecord) record.get("_meta")).get(field);
        }
    }
}
