package io.tributary.cli;

import io.tributary.cli.screen.ProgressLine;
import io.tributary.cli.screen.Terminal;
import io.tributary.stack.config.ConfigException;
import io.tributary.stack.config.TributaryConfig;
import io.tributary.stack.contract.StackContracts;
import io.tributary.stack.layout.Installation;
import io.tributary.stack.status.StackStatus;
import io.tributary.stack.supervisor.KnownSources;
import io.tributary.stack.supervisor.RunningStack;
import io.tributary.stack.supervisor.StackPlan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code tributary up}. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = {
            "Start the stack for the sources of tributary.yaml.",
            "In the foreground it shows the status and runs until Ctrl-C."
        })
final class UpCommand implements Callable<Integer> {

    static final Path DEFAULT_CONFIG = Path.of("tributary.yaml");

    @ParentCommand
    private TributaryCommand root;

    @Mixin
    private RunOptions options;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The configuration (default: tributary.yaml in this folder).")
    private Path config;

    @Override
    public Integer call() {
        Path file = config == null ? DEFAULT_CONFIG : config;
        Installation installation = Installation.find();
        if (config == null && !Files.exists(file)) {
            throw new ConfigException(Explanations.noConfig(installation));
        }
        TributaryConfig read = TributaryConfig.load(file);
        KnownSources known = new KnownSources(root.state());
        if (read.sources().isEmpty() && known.touched().isEmpty()) {
            throw new ConfigException(Explanations.noSources(file, installation));
        }
        if (!options.supervised) {
            new StackContracts(read, root.state(), System.getenv()).warnings().forEach(Terminal::line);
            known.announceRemovals(read).forEach(Terminal::line);
        }
        String origin = file.toAbsolutePath().normalize().toString();
        Optional<RunningStack> running = options.supervised ? Optional.empty() : RunningStack.find(root.state());
        if (running.isPresent()) {
            return change(running.get(), read, origin);
        }
        List<String> again = new ArrayList<>(List.of("up", "--config", origin));
        return new StackRun(root.state(), options.detach, options.supervised)
                .run(() -> StackPlan.of(installation, root.state(), read, origin), again);
    }

    private static int change(RunningStack running, TributaryConfig config, String origin) {
        running.take(config, origin).forEach(Terminal::line);
        StackStatus ready;
        try (ProgressLine progress = new ProgressLine()) {
            ready = running.awaitReady(progress::show);
        }
        StackRun.warn(ready);
        Terminal.line("The running stack has taken the changes in.");
        return 0;
    }
}
