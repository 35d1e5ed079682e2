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
            "Step 'table': its tables read their topic again, through to the head. Meanwhile silver shows older states.",
            "Step 'clean': its raw records are cleaned again, by the contract and code of today; what Kafka has dropped"
                    + " comes from the archive. Tables show no older state. What was cut off goes on without --from."
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

    @Option(names = "--dry-run", description = "Only say what would be replayed.")
    private boolean dryRun;

    @Option(names = "--watch", description = "Only show how far a replay is that was begun before.")
    private boolean watch;

    @Override
    public Integer call() {
        Dataset dataset = dataset();
        return switch (step) {
            case "table" -> replayTables(dataset);
            case "clean" -> cleanAgain(dataset);
            default -> throw wrong("--step: '" + step + "' is neither table nor clean");
        };
    }

    private int cleanAgain(Dataset dataset) {
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
        Replay replay = new Replay(root.state());
        if (!watch) {
            layers.stream().filter(layer -> !BOTH.contains(layer)).findFirst().ifPresent(layer -> {
                throw wrong("--layer: '" + layer + "' is neither bronze nor silver");
            });
            if (from == null) {
                throw wrong("--from is missing: " + ReplayStart.FORMS);
            }
            ReplayPlan plan = replay.plan(dataset, start("--from", from));
            Terminal.line(ReplayText.of(plan));
            if (dryRun) {
                return 0;
            }
            replay.begin(plan, layers);
        }
        try (ReplayText.Follower follower = new ReplayText.Follower()) {
            replay.await(dataset, follower::show);
        }
        Terminal.line("No table of " + name + " is being replayed.");
        return 0;
    }

    private Dataset dataset() {
        String[] parts = name.split("\\.", -1);
        try {
            if (parts.length == 2) {
                return new Dataset(parts[0], parts[1]);
            }
        } catch (IllegalArgumentException e) {
            throw wrong(e.getMessage());
        }
        throw wrong("'" + name + "' is not of the form SOURCE.DATASET, such as shop.orders");
    }

    private ReplayStart start(String option, String text) {
        return ReplayStart.parse(text)
                .orElseThrow(() -> wrong(option + ": '" + text + "' is not " + ReplayStart.FORMS));
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
