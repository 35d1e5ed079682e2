package io.tributary.stack.process;

import static java.util.Objects.requireNonNull;

import io.tributary.stack.config.HeapSize;
import io.tributary.stack.config.PortRole;
import io.tributary.stack.config.TributaryConfig;
import io.tributary.stack.layout.Installation;
import io.tributary.stack.layout.ProcessName;
import io.tributary.stack.layout.StateDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What every process is made from.
 *
 * @param installation the built code
 * @param state where a stack keeps what it writes
 * @param config the configuration
 */
public record ProcessContext(Installation installation, StateDirectory state, TributaryConfig config) {

    public ProcessContext {
        requireNonNull(installation, "installation is null");
        requireNonNull(state, "state is null");
        requireNonNull(config, "config is null");
    }

    int port(PortRole role) {
        return config.stack().ports().of(role);
    }

    Path log(ProcessName process) {
        return state.log(process);
    }

    String heapFlag(ProcessName process, int defaultMebibytes) {
        return config.stack().heap(process, new HeapSize(defaultMebibytes)).flag();
    }

    String bootstrapServers() {
        return "127.0.0.1:" + port(PortRole.BROKER);
    }

    String registryUrl() {
        return "http://127.0.0.1:" + port(PortRole.REGISTRY) + "/apis/ccompat/v7";
    }

    /**
     * Where class data archives are kept: beside the build, where every stack of this checkout finds them, or in the
     * state directory if the checkout may not be written.
     */
    Path classArchives() {
        Path shared = installation.home().resolve("target").resolve("cds");
        try {
            Files.createDirectories(shared);
            return Files.isWritable(shared) ? shared : state.cds();
        } catch (IOException e) {
            return state.cds();
        }
    }
}
