package io.tributary.stack.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.stack.layout.ProcessName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassDataArchiveTest {

    @TempDir
    private Path folder;

    private Path jar;

    @BeforeEach
    void create() throws IOException {
        jar = Files.writeString(folder.resolve("a.jar"), "one");
    }

    @Test
    void theFirstStartWritesWhatTheNextOnesUse() throws IOException {
        ClassDataArchive first = archive();
        assertThat(first.flags()).contains("-XX:ArchiveClassesAtExit=" + first.draft());

        Files.writeString(first.draft(), "classes");
        first.adopt(true);

        assertThat(archive().flags()).contains("-XX:SharedArchiveFile=" + first.file());
        assertThat(first.draft()).doesNotExist();
    }

    @Test
    void aRebuiltJarNeedsAnotherArchive() throws IOException {
        ClassDataArchive before = archive();
        Files.writeString(jar, "three");

        ClassDataArchive after = archive();

        assertThat(after.file()).isNotEqualTo(before.file());
    }

    @Test
    void portsAndPathsDoNotMatter() {
        assertThat(archive("-Xmx1g", "-Dport=1").file())
                .isEqualTo(archive("-Xmx1g", "-Dport=2").file());
        assertThat(archive("-Xmx1g").file()).isNotEqualTo(archive("-Xmx2g").file());
    }

    @Test
    void theArchiveOfAnOlderBuildIsDeleted() throws IOException {
        ClassDataArchive old = archive();
        Files.writeString(old.file(), "old");
        Files.writeString(jar, "rebuilt");
        Path other = Files.writeString(folder.resolve("spark-0123.jsa"), "other process");
        ClassDataArchive current = archive();
        Files.writeString(current.draft(), "new");

        current.adopt(true);

        assertThat(current.file()).hasContent("new");
        assertThat(old.file()).doesNotExist();
        assertThat(other).exists();
    }

    @Test
    void whatAKilledProcessWroteIsThrownAway() throws IOException {
        ClassDataArchive archive = archive();
        Files.writeString(archive.draft(), "half");

        archive.adopt(false);

        assertThat(archive.draft()).doesNotExist();
        assertThat(archive.file()).doesNotExist();
    }

    private ClassDataArchive archive(String... flags) {
        return ClassDataArchive.of(folder, ProcessName.BROKER, List.of(flags), List.of(jar));
    }
}
