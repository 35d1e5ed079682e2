package io.tributary.stack.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateFileTest {

    @TempDir
    private Path folder;

    @Test
    void onlyItsOwnerMayReadIt() throws IOException {
        Path file = folder.resolve("deep/secret");

        PrivateFile.write(file, "x");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void aFileThatOthersCouldReadIsReplaced() throws IOException {
        Path file = Files.writeString(folder.resolve("open"), "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        PrivateFile.write(file, "new");

        assertThat(file).hasContent("new");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void propertiesAreReadAsTheyWereWritten() throws IOException {
        Map<String, String> properties = Map.of(
                "plain.key", "value",
                "spaces", "  two  ",
                "signs=:#!", "a=b:c#d!e\\f",
                "lines", "one\ntwo\tthree\r",
                "accents é", "żółw ∞",
                "empty", "");
        Path file = folder.resolve("p.properties");

        PrivateFile.writeProperties(file, properties);

        Properties read = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            read.load(reader);
        }
        assertThat(read).isEqualTo(propertiesOf(properties));
    }

    @Test
    void aFolderThatCannotBeWrittenIsExplained() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThatThrownBy(() -> PrivateFile.write(file.resolve("below"), "x"))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("cannot be written")
                .hasMessageContaining("Check the free space and the permissions");
    }

    private static Properties propertiesOf(Map<String, String> values) {
        Properties properties = new Properties();
        properties.putAll(values);
        return properties;
    }
}
