package io.tributary.stack.bench;

import io.tributary.stack.config.Ports;
import io.tributary.stack.config.StackConfig;
import io.tributary.stack.layout.Installation;
import io.tributary.stack.layout.StackException;
import io.tributary.stack.layout.StateDirectory;
import io.tributary.stack.supervisor.StackPlan;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Measures the stack, each time on a fresh one with sources of its own in a state directory of its own. */
public final class Bench {

    private final Installation installation;
    private final StateDirectory state;
    private final StackConfig config;
    private final BenchSettings settings;
    private final Consumer<String> progress;

    /**
     * Prepares a run.
     *
     * @param state a directory for this run alone: it must not exist, and is deleted after each measurement
     * @param config ports, memory and settings of the stack
     * @param progress hears a line for people now and then
     */
    public Bench(
            Installation installation,
            StateDirectory state,
            StackConfig config,
            BenchSettings settings,
            Consumer<String> progress) {
        this.installation = installation;
        this.state = state;
        this.config = config;
        this.settings = settings;
        this.progress = progress;
    }

    /** A configuration on ports that are free now, so that a running stack is not in the way. */
    public static StackConfig onFreePorts() {
        return StackConfig.of(Ports.free());
    }

    /**
     * Makes the measurements one after the other.
     *
     * @throws StackException if the state directory exists, or a measurement fails; its logs are kept then
     */
    public BenchReport run() {
        if (state.exists()) {
            throw new StackException("The directory " + state.root() + " exists; a measurement starts from nothing."
                    + " Delete it, or name another with --state");
        }
        List<BenchResult> results = new ArrayList<>();
        for (Scenario scenario : scenarios()) {
            if (settings.measures(scenario.measurement())) {
                progress.accept("measuring " + scenario.measurement().label() + " ...");
                results.add(run(scenario));
            }
        }
        return new BenchReport(results);
    }

    private List<Scenario> scenarios() {
        return List.of(
                new ColdUp(),
                new Snapshot(settings.snapshotRows()),
                new Freshness(settings.changesPerSecond(), settings.freshnessTime()),
                new Sustained(settings.burstChanges()),
                new ArchiveRate(settings.archivedRecords()),
                new FilesRead(settings.fileLines()));
    }

    private BenchResult run(Scenario scenario) {
        BenchResult result;
        try (scenario) {
            StackPlan plan = scenario.plan(new BenchGround(installation, state, config));
            long start = System.nanoTime();
            try (BenchStack stack = new BenchStack(plan)) {
                result = scenario.measure(stack, start);
            }
        } catch (SQLException e) {
            throw new StackException(
                    "The measurement " + scenario.measurement().label() + " failed in Postgres: " + e.getMessage()
                            + ". See " + state.logs(),
                    e);
        }
        delete(state.root());
        return result;
    }

    private static void delete(Path folder) {
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path directory, IOException failure) throws IOException {
                    Files.delete(directory);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new StackException("The state directory " + folder + " cannot be deleted: " + e, e);
        }
    }
}
