package io.tributary.stack.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.sevenz.SevenZFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoFilesTest {

    private static final String MONTH = "NOVO CAGED/2024/202403/CAGEDMOV202403.7z";

    @TempDir
    private Path folder;

    @Test
    void theSameSeedGivesTheSameBytesAndTimes() throws IOException {
        new DemoFiles(folder.resolve("one"), 42).write();
        new DemoFiles(folder.resolve("two"), 42).write();
        new DemoFiles(folder.resolve("other"), 43).write();

        assertThat(hashes("one")).hasSize(15).isEqualTo(hashes("two"));
        assertThat(hashes("one").get("ftp/" + MONTH))
                .isNotEqualTo(hashes("other").get("ftp/" + MONTH));
    }

    @Test
    void whatIsThereStaysAsItIs() throws IOException {
        DemoFiles files = new DemoFiles(folder, 42);
        files.write();
        Files.writeString(files.ratings().resolve("ratings.csv"), "mine");
        FileTime before = Files.getLastModifiedTime(files.jobs().resolve(MONTH));

        files.write();

        assertThat(files.ratings().resolve("ratings.csv")).hasContent("mine");
        assertThat(Files.getLastModifiedTime(files.jobs().resolve(MONTH))).isEqualTo(before);
    }

    @Test
    void anArchiveHoldsTheMonthItIsNamedAfter() throws IOException {
        DemoFiles files = new DemoFiles(folder, 42);
        files.write();

        List<String> lines = unpacked(files.jobs().resolve(MONTH)).lines().toList();

        assertThat(lines).hasSize(2_001);
        assertThat(lines.get(0)).startsWith("competênciamov;região;uf;município;");
        assertThat(lines.subList(1, lines.size()))
                .allSatisfy(line -> assertThat(line.split(";", -1)).hasSize(28).startsWith("202403"));
    }

    private static String unpacked(Path file) throws IOException {
        try (SevenZFile archive = SevenZFile.builder().setPath(file).get()) {
            assertThat(archive.getNextEntry().getName()).isEqualTo("CAGEDMOV202403.txt");
            return new String(
                    archive.getInputStream(archive.getEntries().iterator().next())
                            .readAllBytes(),
                    StandardCharsets.UTF_8);
        }
    }

    private Map<String, List<Object>> hashes(String name) throws IOException {
        Path root = folder.resolve(name);
        Map<String, List<Object>> hashes = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root).filter(Files::isRegularFile)) {
            for (Path file : files.toList()) {
                hashes.put(
                        root.relativize(file).toString(),
                        List.of(Arrays.hashCode(Files.readAllBytes(file)), Files.getLastModifiedTime(file)));
            }
        }
        return hashes;
    }
}
