package io.tributary.stack.config;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The whole configuration.
 *
 * @param lake where the tables live
 * @param archive how raw topics are kept for good
 * @param contracts folder of the contracts; empty if there are none
 * @param sources by name, in the file's order
 * @param stack how the processes run
 */
public record TributaryConfig(
        LakeConfig lake,
        ArchiveConfig archive,
        Optional<Path> contracts,
        Map<String, SourceConfig> sources,
        StackConfig stack) {

    public TributaryConfig {
        requireNonNull(lake, "lake is null");
        requireNonNull(archive, "archive is null");
        requireNonNull(contracts, "contracts is null");
        requireNonNull(stack, "stack is null");
        sources = Collections.unmodifiableMap(new LinkedHashMap<>(sources));
    }

    /** A configuration with the archive as it is by default, and without contracts. */
    public TributaryConfig(LakeConfig lake, Map<String, SourceConfig> sources, StackConfig stack) {
        this(lake, ArchiveConfig.defaults(), Optional.empty(), sources, stack);
    }

    /** The same with the contracts of a folder. */
    public TributaryConfig withContracts(Path folder) {
        return new TributaryConfig(lake, archive, Optional.of(folder), sources, stack);
    }

    /**
     * Reads and checks a file; references to environment variables are resolved from this process.
     *
     * @throws ConfigException if the file cannot be read or anything in it is wrong
     */
    public static TributaryConfig load(Path file) {
        return new ConfigFile(file, System.getenv()).read();
    }

    /**
     * Reads only the folder of contracts that a file names, whatever variables its sources need.
     *
     * @throws ConfigException if the file cannot be read, is no YAML, or has keys at its top that nobody knows
     */
    public static Optional<Path> contractsOf(Path file) {
        return new ConfigFile(file, System.getenv()).readContracts();
    }

    /** The sources of one type, in the file's order; of all types for {@code SourceConfig}. */
    public <T extends SourceConfig> List<T> sources(Class<T> type) {
        return sources.values().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /** The sources of type {@code postgres}. */
    public List<PostgresSource> postgresSources() {
        return sources(PostgresSource.class);
    }
}
