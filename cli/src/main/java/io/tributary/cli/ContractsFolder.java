package io.tributary.cli;

import io.tributary.stack.config.ConfigException;
import io.tributary.stack.config.TributaryConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Options that say on which folder of contracts a command works: unless it is named, on the one that {@code up} takes. */
final class ContractsFolder {

    private static final Path NAMED_NOWHERE = Path.of("contracts");

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The configuration (default: tributary.yaml in this folder).")
    private Path config;

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            description = "Folder of <source>/<dataset>.odcs.yaml (default: the one that the configuration names with"
                    + " 'contracts', else contracts in this folder).")
    private Path folder;

    /**
     * The folder.
     *
     * @throws ConfigException if it is for the configuration to name it, and that cannot be read
     */
    Path path() {
        if (folder != null) {
            return folder;
        }
        if (config == null && !Files.exists(UpCommand.DEFAULT_CONFIG)) {
            return NAMED_NOWHERE;
        }
        return TributaryConfig.contractsOf(config()).orElse(NAMED_NOWHERE);
    }

    /** The configuration, whether it is there or not. */
    Path config() {
        return config == null ? UpCommand.DEFAULT_CONFIG : config;
    }
}
