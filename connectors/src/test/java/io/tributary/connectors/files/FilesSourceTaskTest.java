package io.tributary.connectors.files;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The task over a local folder: formats, packing, offsets, generations, dead letters. */
class FilesSourceTaskTest {

    @TempDir
    Path folder;

    @TempDir
    Path spool;

    private TaskRun run() {
        return new TaskRun(Map.of(
                "files.url",
                "file://" + folder,
                "csv.delimiter",
                ";",
                "spool.dir",
                spool.toString(),
                "period.regex",
                "(\\d{6})"));
    }

    private static String csv(int rows) {
        StringBuilder text = new StringBuilder("n;name\r\n");
        IntStream.rangeClosed(1, rows)
                .forEach(i -> text.append(i).append(";row ").append(i).append("\r\n"));
        return text.toString();
    }

    private static List<String> numbers(int rows) {
        return IntStream.rangeClosed(1, rows).mapToObj(Integer::toString).toList();
    }

    private static Struct meta(Struct row) {
        return row.getStruct("_meta");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.csv", "a.csv.gz", "a.csv.zst", "a.zip", "a.7z"})
    void readsEveryPacking(String name) throws IOException {
        Packed.write(folder.resolve("2024/202406").resolve(name), csv(5000).getBytes(UTF_8));

        TaskRun run = run().untilIdle();

        assertThat(run.deadLetters()).isEmpty();
        assertThat(run.column("n")).isEqualTo(numbers(5000));
        Struct second = meta(run.rows().get(1));
        assertThat(second.getString("file")).isEqualTo("2024/202406/" + name);
        assertThat(second.getInt64("line")).isEqualTo(3);
        assertThat(second.getInt64("record")).isEqualTo(2);
        assertThat(second.getInt64("generation")).isEqualTo(1);
        assertThat(second.getString("period")).isEqualTo("202406");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.csv", "a.csv.gz", "a.csv.zst", "a.zip", "a.7z"})
    void continuesAtTheNextRecordAfterEachKill(String name) throws IOException {
        Packed.write(folder.resolve(name), csv(3000).getBytes(UTF_8));
        TaskRun run = run().with("batch.max.records", "170");

        for (int kill = 0; kill < 7; kill++) {
            run.until(333);
        }
        run.untilIdle();

        assertThat(run.column("n")).isEqualTo(numbers(3000));
        assertThat(run.lastProgress().getString("state")).isEqualTo("done");
        assertThat(run.lastProgress().getInt64("records")).isEqualTo(3000);
        assertThat(run.lastProgress().getInt64("files_done")).isEqualTo(1);
    }

    @Test
    void saysOnceThatThereIsNothing() {
        TaskRun run = run().untilIdle();

        assertThat(run.records()).hasSize(1);
        assertThat(run.lastProgress().getString("state")).isEqualTo("listed");
        assertThat(run.lastProgress().getInt64("files_listed")).isZero();
    }

    @Test
    void readsADoneFileNoMoreAndSaysThatItsFolderAnswers() throws IOException {
        Packed.write(folder.resolve("a.csv"), csv(3).getBytes(UTF_8));
        TaskRun run = run().untilIdle();
        int before = run.records().size();

        run.untilIdle();

        assertThat(run.records()).hasSize(before + 1);
        assertThat(run.lastProgress().getString("state")).isEqualTo("listed");
        assertThat(run.lastProgress().getInt64("files_done")).isEqualTo(1);
    }

    @Test
    void readsAFileThatWasIssuedAgainAsAHigherGeneration() throws IOException {
        Path file = folder.resolve("x202401.csv");
        Packed.write(file, csv(3).getBytes(UTF_8));
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2024-02-01T00:00:00Z")));
        TaskRun run = run().untilIdle();
        Packed.write(file, csv(2).getBytes(UTF_8));
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2024-01-01T00:00:00Z")));

        run.untilIdle();

        assertThat(run.column("n")).containsExactly("1", "2", "3", "1", "2");
        Struct first = meta(run.rows().get(0));
        Struct again = meta(run.rows().get(3));
        assertThat(again.getInt64("generation")).isEqualTo(2);
        assertThat(again.getInt64("ordering")).isGreaterThan(first.getInt64("ordering"));
    }

    @Test
    void readsAHalfReadFileThatGrewFromItsBeginning() throws IOException {
        Path file = folder.resolve("a.csv");
        Packed.write(file, csv(1000).getBytes(UTF_8));
        TaskRun run = run().with("batch.max.records", "50").until(100);
        Packed.write(file, csv(1010).getBytes(UTF_8));

        run.untilIdle();

        List<Struct> second = run.rows().stream()
                .filter(row -> meta(row).getInt64("generation") == 2)
                .toList();
        assertThat(second).extracting(row -> row.getString("n")).isEqualTo(numbers(1010));
    }

    @Test
    void setsARaggedRowAsideWithItsBytes() throws IOException {
        Packed.write(folder.resolve("a.csv"), "n;name\n1;a\n2;b;c\n\n3;\"x\ny\"\n4;d\n".getBytes(UTF_8));

        TaskRun run = run().untilIdle();

        assertThat(run.column("n")).containsExactly("1", "3", "4");
        assertThat(run.rows()).extracting(row -> meta(row).getInt64("line")).containsExactly(2L, 5L, 7L);
        SourceRecord letter = run.deadLetters().get(0);
        assertThat(new String((byte[]) letter.value(), UTF_8)).isEqualTo("2;b;c\n");
        assertThat(TaskRun.header(letter, "tributary.error.rule")).isEqualTo("ragged-row");
        assertThat(TaskRun.header(letter, "tributary.error.severity")).isEqualTo("reject");
        assertThat(TaskRun.header(letter, "tributary.error.reason")).isEqualTo("The record has 3 fields, the header 2");
        assertThat(TaskRun.header(letter, "__connect.errors.topic")).isEqualTo("raw.jobs.movements");
        assertThat(TaskRun.header(letter, "tributary.file.line")).isEqualTo("3");
    }

    @Test
    void detectsTheEncodingOfEachFile() throws IOException {
        String text = "n;name\n1;São Paulo\n2;Belém do Pará\n";
        Packed.write(folder.resolve("a.csv"), text.getBytes(UTF_8));
        Packed.write(folder.resolve("b.csv"), text.getBytes(ISO_8859_1));
        Packed.write(folder.resolve("c.csv"), ("\ufeff" + text).getBytes(UTF_8));
        Packed.write(folder.resolve("d.csv"), ("\ufeff" + text).getBytes(java.nio.charset.StandardCharsets.UTF_16LE));

        TaskRun run = run().untilIdle();

        assertThat(run.column("name")).hasSize(8).containsOnly("São Paulo", "Belém do Pará");
        assertThat(run.deadLetters()).isEmpty();
    }

    @Test
    void losesOnlyTheRowWithBytesThatAreNoText() throws IOException {
        byte[] content = ("n;name\n" + "1;é\n".repeat(30) + "2;bad X here\n" + "3;ç\n").getBytes(UTF_8);
        content[new String(content, ISO_8859_1).indexOf('X')] = (byte) 0xff;
        Packed.write(folder.resolve("a.csv"), content);

        TaskRun run = run().untilIdle();

        assertThat(run.column("n")).hasSize(31).endsWith("3").doesNotContain("2");
        SourceRecord letter = run.deadLetters().get(0);
        assertThat((byte[]) letter.value()).isEqualTo(concat("2;bad ", (byte) 0xff, " here\n"));
        assertThat(TaskRun.header(letter, "tributary.error.rule")).isEqualTo("undecodable-bytes");
        assertThat(TaskRun.header(letter, "tributary.error.field")).isEqualTo("name");
    }

    private static byte[] concat(String before, byte middle, String after) {
        byte[] bytes = Arrays.copyOf(before.getBytes(UTF_8), before.length() + 1 + after.length());
        bytes[before.length()] = middle;
        System.arraycopy(after.getBytes(UTF_8), 0, bytes, before.length() + 1, after.length());
        return bytes;
    }

    @ParameterizedTest
    @ValueSource(strings = {"b.csv.gz", "b.csv.zst", "b.zip", "b.7z"})
    void setsATruncatedArchiveAsideAtWhateverByteItEnds(String name) throws IOException {
        Packed.write(folder.resolve("a.csv"), csv(2).getBytes(UTF_8));
        Packed.write(folder.resolve("c.csv"), csv(2).getBytes(UTF_8));
        Path file = folder.resolve(name);
        Packed.write(file, csv(40).getBytes(UTF_8));
        byte[] whole = Files.readAllBytes(file);
        for (int length = 1; length < whole.length; length += 7) {
            Files.write(file, Arrays.copyOf(whole, length));

            TaskRun run = run().untilIdle();

            assertThat(run.deadLetters())
                    .as("cut at byte %d of %d", length, whole.length)
                    .hasSize(1);
            SourceRecord letter = run.deadLetters().get(0);
            assertThat(TaskRun.header(letter, "tributary.error.rule")).isEqualTo("damaged-file");
            assertThat(new String((byte[]) letter.value(), UTF_8)).isEqualTo(name);
            assertThat(run.lastProgress().getInt64("files_done")).isEqualTo(3);
            long ofOthers = run.rows().stream()
                    .filter(row -> !meta(row).getString("file").equals(name))
                    .count();
            assertThat(ofOthers).isEqualTo(4);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"b.csv.gz", "b.csv.zst", "b.zip", "b.7z"})
    void neverFailsOnACorruptArchive(String name) throws IOException {
        Path file = folder.resolve(name);
        Packed.write(file, csv(40).getBytes(UTF_8));
        byte[] whole = Files.readAllBytes(file);
        for (int at = 0; at < whole.length; at += 5) {
            byte[] corrupt = whole.clone();
            corrupt[at] ^= 0x5a;
            Files.write(file, corrupt);

            TaskRun run = run().untilIdle();

            // A byte that nothing depends on (a file's time, a name) may be any.
            boolean intact = run.deadLetters().isEmpty() && run.column("n").equals(numbers(40));
            boolean setAside = run.deadLetters().stream()
                    .anyMatch(letter -> "damaged-file".equals(TaskRun.header(letter, "tributary.error.rule")));
            assertThat(intact || setAside).as("byte %d", at).isTrue();
        }
    }

    @Test
    void readsJsonLinesAndSetsBadOnesAside() throws IOException {
        Packed.write(folder.resolve("a.jsonl"), "{\"a\": 1.10}\n\n{\"a\":\n[1] 2\n\"x\"\n".getBytes(UTF_8));

        TaskRun run = run().with("format", "json-lines").untilIdle();

        assertThat(run.column("json")).containsExactly("{\"a\": 1.10}", "\"x\"");
        assertThat(run.deadLetters())
                .extracting(letter -> TaskRun.header(letter, "tributary.error.rule"))
                .containsExactly("malformed-json", "malformed-json");
    }

    @Test
    void readsAJsonArrayWithItsDigits() throws IOException {
        String text = "[ {\"a\": 1.10, \"b\": [1, {\"c\": \"é\"}]},\n 123456789012345678901234567890 ]";
        Packed.write(folder.resolve("a.json"), text.getBytes(UTF_8));

        TaskRun run = run().with("format", "json-array").untilIdle();

        assertThat(run.column("json"))
                .containsExactly("{\"a\":1.10,\"b\":[1,{\"c\":\"é\"}]}", "123456789012345678901234567890");
    }

    @Test
    void setsAJsonArrayThatIsCutAside() throws IOException {
        Packed.write(folder.resolve("a.json"), "[{\"a\":1},{\"a\":2},{\"a\"".getBytes(UTF_8));

        TaskRun run = run().with("format", "json-array").untilIdle();

        assertThat(run.column("json")).containsExactly("{\"a\":1}", "{\"a\":2}");
        assertThat(TaskRun.header(run.deadLetters().get(0), "tributary.error.rule"))
                .isEqualTo("damaged-file");
    }

    @Test
    void setsAJsonArrayWithoutItsEndAside() throws IOException {
        Packed.write(folder.resolve("a.json"), "[{\"a\":1},{\"a\":2}".getBytes(UTF_8));

        TaskRun run = run().with("format", "json-array").untilIdle();

        assertThat(run.deadLetters()).hasSize(1);
    }

    @Test
    void takesTheKeyFromColumns() throws IOException {
        Packed.write(folder.resolve("a.csv"), csv(1).getBytes(UTF_8));

        TaskRun run = run().with("key.columns", "name").untilIdle();

        Struct key = (Struct) run.of("raw.jobs.movements").get(0).key();
        assertThat(key.getString("name")).isEqualTo("row 1");
    }

    @Test
    void readsEachFileInOneTaskOnly() throws IOException {
        for (int i = 0; i < 20; i++) {
            Packed.write(folder.resolve("f" + i + ".csv"), csv(1).getBytes(UTF_8));
        }

        List<String> files = IntStream.range(0, 3)
                .mapToObj(task -> run().with("task.count", "3")
                        .with("task.number", "" + task)
                        .untilIdle())
                .flatMap(run -> run.rows().stream())
                .map(row -> meta(row).getString("file"))
                .toList();

        assertThat(files).hasSize(20).doesNotHaveDuplicates();
    }

    @Test
    void marksAnEmptyFileDone() throws IOException {
        Packed.write(folder.resolve("a.csv"), new byte[0]);

        TaskRun run = run().untilIdle();

        assertThat(run.rows()).isEmpty();
        assertThat(run.lastProgress().getString("state")).isEqualTo("done");
    }

    @Test
    void distinguishesNothingFromAnEmptyValue() throws IOException {
        Packed.write(folder.resolve("a.csv"), "n;name\r\n1;\r\n2;\"\"\r\n3;\" a;\"\"b\"\r\n".getBytes(UTF_8));

        TaskRun run = run().untilIdle();

        assertThat(run.column("name")).containsExactly(null, "", " a;\"b");
    }
}
