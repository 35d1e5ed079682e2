package io.tributary.stack.config;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Files on an FTP server, in a folder or in an object store.
 *
 * @param name name of the source
 * @param store where they lie
 * @param pollInterval pause between two listings
 * @param datasets what they make up, at least one, each with its own name
 */
public record FilesSource(String name, FilesStore store, Duration pollInterval, List<FilesDataset> datasets)
        implements ContractedSource {

    static final String TYPE = "files";
    static final Duration DEFAULT_POLL_INTERVAL = Duration.ofMinutes(1);

    public FilesSource {
        requireNonNull(name, "name is null");
        requireNonNull(store, "store is null");
        requireNonNull(pollInterval, "pollInterval is null");
        datasets = List.copyOf(datasets);
        if (datasets.isEmpty()) {
            throw new IllegalArgumentException("The source " + name + " has no dataset");
        }
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public List<String> datasetNames() {
        return datasets.stream().map(FilesDataset::name).toList();
    }

    @Override
    public String sampleOption(String dataset) {
        boolean csv = datasets.stream()
                .anyMatch(each -> each.name().equals(dataset) && each.format() == FilesDataset.Format.CSV);
        return csv ? "--csv FILE" : "--json FILE";
    }

    @Override
    public List<Secret> secrets() {
        return Stream.of(
                        store.password(),
                        store.s3().flatMap(S3Config::accessKey),
                        store.s3().flatMap(S3Config::secretKey))
                .flatMap(Optional::stream)
                .filter(secret -> !secret.reveal().isEmpty())
                .toList();
    }
}
