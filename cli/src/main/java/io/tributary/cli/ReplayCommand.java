package io.tributary.cli;

import io.tributary.cli.screen.ReplayText;
import io.tributary.cli.screen.Terminal;
import io.tributary.schemas.naming.Dataset;
import io.tributary.stack.replay.Replay;
import io.tributary.stack.replay.ReplayPlan;
import io.tributary.stack.replay.ReplayStart;
import io.tributary.stack.replay.clean.CleanReplay;
import io.tributary.stack.replay.clean.CleanReplayPlan;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code tributary replay}. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = {
            "Take a dataset's records again, from a point in the past on.",
            "Step 'table': its tables read their topic again, through to the head. Meanwhile silver shows older states."
                    + " Ctrl-C ends the display only; --stop stops it, and without --from it goes on.",
            "Step 'clean': its raw records are cleaned again, by the contract and code of today; what Kafka has dropped"
                    + " comes from the archive. Tables show no older state. Ctrl-C stops it, and without --from it goes on."
        })
final class ReplayCommand implements Callable<Integer> {

    private static final List<String> BOTH = List.of("bronze", "silver");

    @ParentCommand
    private TributaryCommand root;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "SOURCE.DATASET", description = "Such as shop.orders.")
    private String name;

    @Option(names = "--step", paramLabel = "STEP", description = "table or clean (default: ${DEFAULT-VALUE}).")
    private String step = "table";

    @Option(
            names = "--from",
            paramLabel = "START",
            description = "'earliest', an offset, a day (2026-01-31) or a time (2026-01-31T12:00:00Z).")
    private String from;

    @Option(
            names = "--to",
            paramLabel = "END",
            description = "Step 'clean' only: the first record that is not replayed, as --from names it.")
    private String to;

    @Option(
            names = "--layer",
            split = ",",
            paramLabel = "LAYER",
            description = "bronze, silver or both (default: ${DEFAULT-VALUE}).")
    private List<String> layers = BOTH;

    @Option(
            names = "--stop",
            description = "Step 'table' only: leave the tables where they stand, until it is resumed.")
    private boolean stop;

    @Option(names = "--dry-run", description = "Only say what would be replayed.")
    private boolean dryRun;

    @Option(names = "--watch", description = "Only show how far a replay is that was begun before.")
    private boolean watch;

    @Override
    public Integer call() {
        Dataset dataset = DatasetArgument.of(spec, name);
        return switch (step) {
            case "table" -> replayTables(dataset);
            case "clean" -> cleanAgain(dataset);
            default -> throw wrong("--step: '" + step + "' is neither table nor clean");
        };
    }

    private int cleanAgain(Dataset dataset) {
        if (stop) {
            throw wrong("--stop is for the step 'table' only; Ctrl-C stops the step 'clean'");
        }
        if (watch || !layers.equals(BOTH)) {
            throw wrong((watch ? "--watch" : "--layer") + " is for the step 'table' only");
        }
        if (from == null && to != null) {
            throw wrong("--to is for a replay that begins, with --from");
        }
        Optional<ReplayStart> begin = Optional.ofNullable(from).map(text -> start("--from", text));
        Optional<ReplayStart> end = Optional.ofNullable(to).map(text -> start("--to", text));
        CleanReplay replay = new CleanReplay(root.state());
        CleanReplayPlan plan;
        try (ReplayText.Follower follower = new ReplayText.Follower()) {
            plan = replay.plan(dataset, begin, end, follower::showRead);
        }
        Terminal.line(ReplayText.of(plan));
        if (dryRun) {
            return 0;
        }
        try (ReplayText.Follower follower = new ReplayText.Follower()) {
            replay.run(plan, follower::show);
        }
        Terminal.line(ReplayText.done(plan));
        return 0;
    }

    private int replayTables(Dataset dataset) {
        if (to != null) {
            throw wrong("--to is for the step 'clean' only");
        }
        if ((stop || watch) && (from != null || dryRun || (stop && watch))) {
            throw wrong((stop ? "--stop" : "--watch") + " stands alone: it begins nothing");
        }
        layers.stream().filter(layer -> !BOTH.contains(layer)).findFirst().ifPresent(layer -> {
            throw wrong("--layer: '" + layer + "' is neither bronze nor silver");
        });
        Optional<ReplayStart> begin = Optional.ofNullable(from).map(text -> start("--from", text));
        Replay replay = new Replay(root.state());
        if (stop) {
            List<Replay.Stopped> stopped = replay.stop(dataset, layers);
            Terminal.line(stopped.isEmpty() ? through() : ReplayText.of(stopped));
            return 0;
        }
        if (!watch) {
            Runnable action = begin.isPresent() ? fresh(replay, dataset, begin.get()) : resumed(replay, dataset);
            if (dryRun) {
                return 0;
            }
            action.run();
        }
        try (ReplayText.Follower follower = new ReplayText.Follower()) {
            replay.await(dataset, layers, follower::show);
        }
        Terminal.line(through());
        return 0;
    }

    /** Says what a replay is about, and how it is begun. */
    private Runnable fresh(Replay replay, Dataset dataset, ReplayStart begin) {
        ReplayPlan plan = replay.plan(dataset, begin);
        Terminal.line(ReplayText.of(plan));
        return () -> replay.begin(plan, layers);
    }

    /** Says what is stopped, and how it goes on. */
    private Runnable resumed(Replay replay, Dataset dataset) {
        List<Replay.Stopped> stopped = replay.requireStopped(dataset, layers);
        Terminal.line(ReplayText.of(stopped));
        return () -> replay.resume(dataset, stopped);
    }

    private String through() {
        return "No table of " + name + " is being replayed.";
    }

    private ReplayStart start(String option, String text) {
        return ReplayStart.parse(text)
                .orElseThrow(() -> wrong(option + ": '" + text + "' is not " + ReplayStart.FORMS));
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
