package io.tributary.cli;

import io.tributary.stack.config.StackConfig;
import io.tributary.stack.config.TributaryConfig;
import io.tributary.stack.demo.DemoSettings;
import io.tributary.stack.layout.Installation;
import io.tributary.stack.supervisor.DemoPlan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code tributary demo}. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Start the stack with a Postgres of its own and a live sample shop in it.",
            "In the foreground it shows the status and runs until Ctrl-C."
        })
final class DemoCommand implements Callable<Integer> {

    @ParentCommand
    private TributaryCommand root;

    @Spec
    private CommandSpec spec;

    @Mixin
    private RunOptions options;

    @Option(
            names = "--scale",
            paramLabel = "N",
            description = "Size of the shop; 1 is about 10,000 orders (default: ${DEFAULT-VALUE}).")
    private double scale = 1.0;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Take the section 'stack' (ports, memory ...) from this file; its sources are not used.")
    private Path config;

    @Override
    public Integer call() {
        DemoSettings settings = settings();
        StackConfig stack = config == null
                ? StackConfig.defaults()
                : TributaryConfig.load(config).stack();
        List<String> again = new ArrayList<>(List.of("demo", "--scale", String.valueOf(scale)));
        if (config != null) {
            again.addAll(List.of("--config", config.toAbsolutePath().toString()));
        }
        return new StackRun(root.state(), options.detach, options.supervised)
                .run(() -> DemoPlan.of(Installation.find(), root.state(), stack, settings), again);
    }

    private DemoSettings settings() {
        try {
            return DemoSettings.DEFAULT.withScale(scale);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--scale: " + e.getMessage());
        }
    }
}
