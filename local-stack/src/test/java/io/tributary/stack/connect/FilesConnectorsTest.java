package io.tributary.stack.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.stack.config.AfterSilver;
import io.tributary.stack.config.FilesDataset;
import io.tributary.stack.config.FilesDataset.CsvFormat;
import io.tributary.stack.config.FilesDataset.Format;
import io.tributary.stack.config.FilesSource;
import io.tributary.stack.config.FilesStore;
import io.tributary.stack.config.FtpConfig;
import io.tributary.stack.config.S3Config;
import io.tributary.stack.config.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesConnectorsTest {

    @TempDir
    private Path folder;

    @Test
    void eachDatasetHasAConnectorOfItsOwn() {
        Map<String, Map<String, String>> configs =
                connectors(ftp(), dataset("movements"), dataset("exclusions")).configs();

        assertThat(configs).containsOnlyKeys("files-jobs-movements", "files-jobs-exclusions");
        assertThat(configs.get("files-jobs-exclusions"))
                .containsEntry("dataset", "exclusions")
                .containsEntry("connector.class", "io.tributary.connectors.files.FilesSourceConnector");
    }

    @Test
    void everyKeyReachesTheConnector() {
        FilesDataset dataset = new FilesDataset(
                "movements",
                List.of("a/*.7z", "b"),
                List.of("c"),
                List.of("*.txt"),
                Optional.of("(\\d{6})\\.7z$"),
                List.of("id", "uf"),
                Format.CSV,
                Optional.of("UTF-8"),
                "windows-1252",
                new CsvFormat(";", "", "\\", List.of("id", "uf")),
                3);

        Map<String, String> config = connectors(ftp(), dataset).configs().get("files-jobs-movements");

        assertThat(config)
                .containsEntry("source", "jobs")
                .containsEntry("tasks.max", "3")
                .containsEntry("files.url", "ftp://h/f")
                .containsEntry("files.include", "a/*.7z,b")
                .containsEntry("files.exclude", "c")
                .containsEntry("files.ftp.passive", "true")
                .containsEntry("files.ftp.tls", "explicit")
                .containsEntry("files.ftp.names.encoding", "ISO-8859-1")
                .containsEntry("files.timeout.ms", "60000")
                .containsEntry("archive.entries", "*.txt")
                .containsEntry("period.regex", "(\\d{6})\\.7z$")
                .containsEntry("key.columns", "id,uf")
                .containsEntry("format", "csv")
                .containsEntry("encoding", "UTF-8")
                .containsEntry("encoding.fallback", "windows-1252")
                .containsEntry("csv.delimiter", ";")
                .containsEntry("csv.quote", "")
                .containsEntry("csv.escape", "\\")
                .containsEntry("csv.header", "false")
                .containsEntry("csv.columns", "id,uf")
                .containsEntry("poll.interval.ms", "60000")
                .containsEntry("topic.creation.default.partitions", "2")
                .containsEntry("topic.creation.progress.partitions", "1")
                .containsEntry("value.converter.schema.registry.url", "http://registry")
                .containsEntry("exactly.once.support", "required")
                .containsEntry("spool.dir", folder.resolve("spool").toString())
                .allSatisfy((key, value) -> assertThat(value).doesNotContain("{{"));
    }

    @Test
    void aLoginIsOnlyReferredTo() {
        FilesStore store = new FilesStore(
                "ftp://h/f",
                Optional.of("reader"),
                Optional.of(Secret.of("hunter2")),
                Optional.of(FtpConfig.DEFAULT),
                Optional.empty());

        FilesConnectors connectors = connectors(store, dataset("movements"));

        Path file = folder.resolve("source-jobs.properties");
        assertThat(connectors.configs().get("files-jobs-movements"))
                .containsEntry("files.user", "${file:" + file + ":files.user}")
                .containsEntry("files.password", "${file:" + file + ":files.password}");
        assertThat(connectors.configs().toString()).doesNotContain("hunter2");
        assertThat(connectors.secrets())
                .containsExactlyInAnyOrderEntriesOf(Map.of("files.user", "reader", "files.password", "hunter2"));
    }

    @Test
    void keysOfAnObjectStoreAreOnlyReferredTo() {
        S3Config s3 = new S3Config(
                Optional.empty(),
                false,
                Optional.of("eu-central-1"),
                Optional.of(Secret.of("AKIA")),
                Optional.of(Secret.of("hidden")));
        FilesStore store =
                new FilesStore("s3://bucket/in", Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(s3));

        FilesConnectors connectors = connectors(store, dataset("movements"));

        assertThat(connectors.configs().get("files-jobs-movements"))
                .containsEntry("files.s3.region", "eu-central-1")
                .containsEntry("files.s3.path.style", "false")
                .doesNotContainKey("files.ftp.passive");
        assertThat(connectors.configs().toString()).doesNotContain("AKIA", "hidden");
        assertThat(connectors.secrets())
                .containsExactlyInAnyOrderEntriesOf(Map.of("files.user", "AKIA", "files.password", "hidden"));
    }

    @Test
    void whatIsTakenAwayHasASinkAndIsNotReadAgain() {
        FilesConnectors connectors =
                connectors(ftp(), dataset("movements"), dataset("notes").withAfterSilver(AfterSilver.moveTo("read")));

        assertThat(connectors.names())
                .containsExactly("files-jobs-movements", "files-jobs-notes", "files-jobs-notes-release")
                .allMatch(connectors::isOwn);
        assertThat(connectors.configs().get("files-jobs-notes")).containsEntry("files.exclude", "read/**");
        assertThat(connectors.configs().get("files-jobs-notes-release"))
                .containsEntry("connector.class", "io.tributary.connectors.files.ReleaseSinkConnector")
                .containsEntry("topics", "settled.jobs.notes")
                .containsEntry("files.url", "ftp://h/f")
                .containsEntry("after.silver", "move")
                .containsEntry("after.silver.folder", "read");
    }

    @Test
    void onlyConnectorsOfTheSourceAreItsOwn() {
        FilesConnectors connectors = connectors(ftp(), dataset("movements"));

        assertThat(List.of("files-jobs-movements", "files-jobs-gone", "files-jobs_old-a", "postgres-jobs", "tmdb-jobs"))
                .filteredOn(connectors::isOwn)
                .containsExactly("files-jobs-movements", "files-jobs-gone");
    }

    private FilesConnectors connectors(FilesStore store, FilesDataset... datasets) {
        FilesSource source = new FilesSource("jobs", store, Duration.ofMinutes(1), List.of(datasets));
        return new FilesConnectors(source, TestSettings.in(folder), new PasswordFiles(folder));
    }

    private static FilesStore ftp() {
        return new FilesStore(
                "ftp://h/f", Optional.empty(), Optional.empty(), Optional.of(FtpConfig.DEFAULT), Optional.empty());
    }

    private static FilesDataset dataset(String name) {
        return new FilesDataset(
                name,
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of(),
                Format.CSV,
                Optional.empty(),
                "ISO-8859-1",
                CsvFormat.DEFAULT,
                1);
    }
}
