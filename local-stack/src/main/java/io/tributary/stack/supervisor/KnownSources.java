package io.tributary.stack.supervisor;

import io.tributary.stack.config.ConfigException;
import io.tributary.stack.config.PostgresSource;
import io.tributary.stack.config.SourceConfig;
import io.tributary.stack.config.SourcesText;
import io.tributary.stack.config.TributaryConfig;
import io.tributary.stack.layout.PrivateFile;
import io.tributary.stack.layout.StackException;
import io.tributary.stack.layout.StateDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The sources of a state directory, remembered with all that is needed to reach them: those in which something of ours
 * may be (a replication slot, a publication), so that it can be removed after they were removed from the configuration;
 * and those that are captured.
 */
public final class KnownSources {

    private final Path touched;
    private final Path captured;

    public KnownSources(StateDirectory state) {
        this.touched = state.secrets().resolve("touched-sources.yaml");
        this.captured = state.secrets().resolve("captured-sources.yaml");
    }

    /**
     * The sources in which something of ours may be.
     *
     * @throws StackException if the file is damaged
     */
    public List<SourceConfig> touched() {
        return read(touched);
    }

    /**
     * Says what will be removed, for people, when a configuration is taken in.
     *
     * @throws StackException if the memory of earlier sources is damaged
     */
    public List<String> announceRemovals(TributaryConfig config) {
        return touched().stream()
                .filter(source -> !config.sources().containsKey(source.name()))
                .map(KnownSources::announcement)
                .toList();
    }

    private static String announcement(SourceConfig source) {
        String what = source instanceof PostgresSource postgres
                ? "its connector is removed, and its replication slot and publication at " + postgres.address()
                        + " are dropped."
                : "its connectors are removed, with what they know of how far they were.";
        return "Source " + source.name() + " is no longer configured: " + what;
    }

    /**
     * The sources that were captured when a stack last took its sources in.
     *
     * @throws StackException if the file is damaged
     */
    List<SourceConfig> captured() {
        return read(captured);
    }

    void writeTouched(List<? extends SourceConfig> sources) {
        PrivateFile.write(touched, SourcesText.of(sources));
    }

    void writeCaptured(List<? extends SourceConfig> sources) {
        PrivateFile.write(captured, SourcesText.of(sources));
    }

    private static List<SourceConfig> read(Path file) {
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            return TributaryConfig.load(file).sources(SourceConfig.class);
        } catch (ConfigException e) {
            throw new StackException(
                    "The file that remembers which sources were set up is damaged: " + e.getMessage()
                            + ". If you delete it, slots and publications of sources that are no longer configured have to"
                            + " be dropped by hand",
                    e);
        }
    }
}
