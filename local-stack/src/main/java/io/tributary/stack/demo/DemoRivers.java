package io.tributary.stack.demo;

import io.tributary.stack.config.FilesDataset;
import io.tributary.stack.config.FilesDataset.CsvFormat;
import io.tributary.stack.config.FilesDataset.Format;
import io.tributary.stack.config.FilesSource;
import io.tributary.stack.config.FilesStore;
import io.tributary.stack.config.FtpConfig;
import io.tributary.stack.config.Secret;
import io.tributary.stack.config.SourceConfig;
import io.tributary.stack.config.TmdbSource;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The demo's sources beside the shop: jobs on an FTP server, ratings in a folder, films of a stand-in for TMDB. */
public final class DemoRivers implements AutoCloseable {

    private static final Duration FILES_EVERY = Duration.ofSeconds(10);
    private static final Duration FILMS_EVERY = Duration.ofSeconds(15);
    private static final double REQUESTS_PER_SECOND = 40;

    private final DemoFiles files;
    private final long seed;
    private final int ftpPort;
    private final int tmdbPort;
    private FtpFileServer ftp;
    private TmdbStandIn tmdb;

    /**
     * Starts nothing yet.
     *
     * @param folder where the files are kept
     */
    public DemoRivers(Path folder, long seed, int ftpPort, int tmdbPort) {
        this.files = new DemoFiles(folder, seed);
        this.seed = seed;
        this.ftpPort = ftpPort;
        this.tmdbPort = tmdbPort;
    }

    /** The sources, as a file would name them. */
    public List<SourceConfig> sources() {
        return List.of(jobs(), ratings(), films());
    }

    private FilesSource jobs() {
        FilesStore store = new FilesStore(
                "ftp://127.0.0.1:" + ftpPort,
                Optional.empty(),
                Optional.empty(),
                Optional.of(FtpConfig.DEFAULT),
                Optional.empty());
        CsvFormat unquoted = new CsvFormat(";", "", "", List.of());
        return new FilesSource(
                "jobs",
                store,
                FILES_EVERY,
                List.of(
                        dataset("movements", "NOVO CAGED/*/*/CAGEDMOV*.7z", "(\\d{6})\\.7z$", List.of(), unquoted),
                        dataset("exclusions", "NOVO CAGED/*/*/CAGEDEXC*.7z", "(\\d{6})\\.7z$", List.of(), unquoted),
                        dataset("old_movements", "CAGED/*/CAGEDEST_*.7z", "(\\d{6})\\.7z$", List.of(), unquoted)));
    }

    private FilesSource ratings() {
        URI folder = files.ratings().toUri();
        FilesStore store = new FilesStore(
                "file://" + folder.getRawPath(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return new FilesSource(
                "ratings",
                store,
                FILES_EVERY,
                List.of(
                        dataset("films", "movies.csv", null, List.of("movieId"), CsvFormat.DEFAULT),
                        dataset("ratings", "ratings.csv", null, List.of("userId", "movieId"), CsvFormat.DEFAULT)));
    }

    private static FilesDataset dataset(String name, String include, String period, List<String> key, CsvFormat csv) {
        return new FilesDataset(
                name,
                List.of(include),
                List.of(),
                List.of(),
                Optional.ofNullable(period),
                key,
                Format.CSV,
                Optional.empty(),
                StandardCharsets.ISO_8859_1.name(),
                csv,
                1);
    }

    private TmdbSource films() {
        return new TmdbSource(
                "films",
                URI.create("http://127.0.0.1:" + tmdbPort + "/3"),
                Optional.of(Secret.of(TmdbStandIn.TOKEN)),
                Optional.empty(),
                new TmdbSource.Wanted(
                        TmdbStandIn.COLLECTIONS.stream().map(String::valueOf).toList(),
                        List.of(),
                        List.of(),
                        List.of("sort_by=popularity.desc"),
                        List.of(),
                        false),
                List.of("credits"),
                Optional.empty(),
                List.of("popularity"),
                REQUESTS_PER_SECOND,
                FILMS_EVERY);
    }

    /**
     * Writes the files that are missing and starts the servers.
     *
     * @throws io.tributary.stack.layout.StackException if that is not possible
     */
    public void start() {
        files.write();
        ftp = FtpFileServer.start(ftpPort, files.jobs());
        tmdb = TmdbStandIn.start(tmdbPort, seed, Clock.systemUTC());
    }

    @Override
    public void close() {
        if (ftp != null) {
            ftp.close();
        }
        if (tmdb != null) {
            tmdb.close();
        }
    }
}
