package io.tributary.stack.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.stack.layout.Installation;
import io.tributary.stack.layout.StackException;
import io.tributary.stack.layout.StateDirectory;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

class PostgresBinariesTest {

    @TempDir
    private Path folder;

    private Installation installation;
    private StateDirectory state;
    private Path jar;

    @BeforeEach
    void create() throws IOException {
        jar = folder.resolve("binaries-18.6.0.jar");
        Path list = folder.resolve("home/local-stack/runtime/postgres/target/runtime.classpath");
        Files.createDirectories(list.getParent());
        Files.writeString(list, jar.toString());
        installation = new Installation(folder.resolve("home"));
        state = new StateDirectory(folder.resolve("state"));
        state.create();
    }

    @Test
    void filesLinksAndPermissionsAreUnpacked() throws IOException {
        write("bin/postgres");

        Path server = PostgresBinaries.unpacked(installation, state);

        assertThat(server).isEqualTo(state.postgresRuntime("18.6.0"));
        assertThat(server.resolve("bin/postgres")).hasContent("program").isExecutable();
        assertThat(server.resolve("share/readme")).hasContent("text");
        assertThat(Files.isExecutable(server.resolve("share/readme"))).isFalse();
        assertThat(Files.readSymbolicLink(server.resolve("lib/libpq.so"))).isEqualTo(Path.of("libpq.so.5"));
    }

    @Test
    void anInterruptedUnpackingIsRepeated() throws IOException {
        write("bin/postgres");
        Path draft = state.postgresRuntime("18.6.0.new");
        Files.createDirectories(draft.resolve("bin"));
        Files.writeString(draft.resolve("bin/postgres"), "half");
        Files.createDirectories(state.postgresRuntime("18.6.0").resolve("bin"));

        Path server = PostgresBinaries.unpacked(installation, state);

        assertThat(server.resolve("bin/postgres")).hasContent("program");
        assertThat(draft).doesNotExist();
    }

    @Test
    void anEntryOutsideIsRefused() throws IOException {
        write("../../evil");

        assertThatThrownBy(() -> PostgresBinaries.unpacked(installation, state))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("lies outside of the archive");
    }

    @Test
    void aDamagedJarIsExplained() throws IOException {
        Files.writeString(jar, "no jar");

        assertThatThrownBy(() -> PostgresBinaries.unpacked(installation, state))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("it holds no .txz archive")
                .hasMessageContaining("if the jar is damaged, delete it and build again");
        assertThat(state.postgresRuntime("18.6.0")).doesNotExist();
    }

    private void write(String program) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            zip.putNextEntry(new ZipEntry("META-INF/MANIFEST.MF"));
            zip.putNextEntry(new ZipEntry("postgres.txz"));
            writeTar(zip, program);
        }
    }

    private static void writeTar(OutputStream out, String program) throws IOException {
        XZOutputStream xz = new XZOutputStream(out, new LZMA2Options(0));
        TarArchiveOutputStream tar = new TarArchiveOutputStream(xz);
        writeFile(tar, program, "program", 0100755);
        writeFile(tar, "share/readme", "text", 0100644);
        TarArchiveEntry link = new TarArchiveEntry("lib/libpq.so", TarConstants.LF_SYMLINK);
        link.setLinkName("libpq.so.5");
        tar.putArchiveEntry(link);
        tar.closeArchiveEntry();
        tar.finish();
        xz.finish();
    }

    private static void writeFile(TarArchiveOutputStream tar, String name, String content, int mode)
            throws IOException {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        TarArchiveEntry entry = new TarArchiveEntry(name, true);
        entry.setSize(bytes.length);
        entry.setMode(mode);
        tar.putArchiveEntry(entry);
        tar.write(bytes);
        tar.closeArchiveEntry();
    }
}
