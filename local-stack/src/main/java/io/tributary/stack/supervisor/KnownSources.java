package io.tributary.stack.supervisor;

import io.tributary.stack.config.ConfigException;
import io.tributary.stack.config.PostgresSource;
import io.tributary.stack.config.SourcesText;
import io.tributary.stack.config.TributaryConfig;
import io.tributary.stack.layout.PrivateFile;
import io.tributary.stack.layout.StackException;
import io.tributary.stack.layout.StateDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The sources in which something of ours may be: a replication slot, a publication. They are remembered with all that is
 * needed to reach them, so that they can be cleaned up after they were removed from the configuration.
 */
public final class KnownSources {

    private final Path file;

    public KnownSources(StateDirectory state) {
        this.file = state.secrets().resolve("known-sources.yaml");
    }

    /**
     * The sources.
     *
     * @throws StackException if the file is damaged
     */
    public List<PostgresSource> read() {
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            return TributaryConfig.load(file).postgresSources();
        } catch (ConfigException e) {
            throw new StackException(
                    "The file that remembers which sources were set up is damaged: " + e.getMessage()
                            + ". If you delete it, slots and publications of sources that are no longer configured have to be"
                            + " dropped by hand",
                    e);
        }
    }

    void write(List<PostgresSource> sources) {
        PrivateFile.write(file, SourcesText.of(sources));
    }
}
