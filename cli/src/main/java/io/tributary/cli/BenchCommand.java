package io.tributary.cli;

import io.tributary.cli.screen.Terminal;
import io.tributary.stack.bench.Bench;
import io.tributary.stack.bench.BenchReport;
import io.tributary.stack.bench.BenchSettings;
import io.tributary.stack.bench.Measurement;
import io.tributary.stack.config.StackConfig;
import io.tributary.stack.config.TributaryConfig;
import io.tributary.stack.layout.Installation;
import io.tributary.stack.layout.StackException;
import io.tributary.stack.layout.StateDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code tributary bench}. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = {
            "Measure cold start, snapshot, freshness, sustained changes and files on stacks of their own.",
            "A running stack is not touched, but it takes its share of the machine."
        })
final class BenchCommand implements Callable<Integer> {

    @ParentCommand
    private TributaryCommand root;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "NAME",
            description = "cold-up, snapshot, freshness, sustained, archive, files (default: all).")
    private Set<String> only = Set.of();

    @Option(
            names = "--rows",
            paramLabel = "N",
            description = "Rows of the snapshot (default: 1000000) and lines of the file (default: 5000000).")
    private Long rows;

    @Option(names = "--seconds", paramLabel = "N", description = "How long freshness is measured (default: 120).")
    private long seconds = BenchSettings.DEFAULT.freshnessTime().toSeconds();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Take the section 'stack' (ports, memory ...) from this file (default: free ports).")
    private Path config;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Where the JSON form is written (default: ${DEFAULT-VALUE}).")
    private Path json = Path.of("tributary-bench.json");

    @Override
    public Integer call() {
        BenchSettings settings = settings();
        StackConfig stack = config == null
                ? Bench.onFreePorts()
                : TributaryConfig.load(config).stack();
        StateDirectory state = new StateDirectory(root.state().root().resolve("bench"));
        System.setProperty(
                "tributary.log", state.root().resolveSibling("bench.log").toString());
        BenchReport report = new Bench(Installation.find(), state, stack, settings, Terminal::line).run();
        Terminal.line(report.table());
        write(report.json());
        return 0;
    }

    private BenchSettings settings() {
        try {
            BenchSettings settings =
                    BenchSettings.DEFAULT.withOnly(measurements()).withFreshnessTime(Duration.ofSeconds(seconds));
            return rows == null ? settings : settings.withRows(rows);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }

    private Set<Measurement> measurements() {
        if (only.isEmpty()) {
            return EnumSet.allOf(Measurement.class);
        }
        return only.stream()
                .map(name -> Measurement.ofLabel(name)
                        .orElseThrow(() -> new IllegalArgumentException("--only: '" + name + "' is not one of "
                                + Arrays.stream(Measurement.values())
                                        .map(Measurement::label)
                                        .collect(Collectors.joining(", ")))))
                .collect(Collectors.toSet());
    }

    private void write(String text) {
        try {
            Files.writeString(json, text + "\n");
            Terminal.line("The same as JSON: " + json);
        } catch (IOException e) {
            throw new StackException("The file " + json + " cannot be written: " + e, e);
        }
    }
}
