package io.tributary.stack.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PasswordFilesTest {

    private static final Map<String, String> SECRETS = Map.of("tmdb.token", " t:=\\ü\n");

    @TempDir
    private Path folder;

    private PasswordFiles files;

    @BeforeEach
    void create() {
        files = new PasswordFiles(folder);
    }

    @Test
    void saysWhetherSecretsAreOthersThanBefore() {
        assertThat(files.write("films", SECRETS)).isTrue();
        assertThat(files.write("films", SECRETS)).isFalse();
        assertThat(files.write("films", Map.of("tmdb.token", "other"))).isTrue();
    }

    @Test
    void isClosedToOthers() throws IOException {
        files.write("films", SECRETS);

        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(folder.resolve("source-films.properties"))))
                .isEqualTo("rw-------");
    }

    @Test
    void withoutSecretsThereIsNoFile() {
        files.write("films", SECRETS);

        assertThat(files.write("films", Map.of())).isTrue();

        assertThat(folder).isEmptyDirectory();
        assertThat(files.write("films", Map.of())).isFalse();
    }
}
