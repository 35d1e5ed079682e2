package io.tributary.cli;

import io.tributary.cli.screen.ReplayText;
import io.tributary.cli.screen.Terminal;
import io.tributary.schemas.naming.Dataset;
import io.tributary.stack.replay.Replay;
import io.tributary.stack.replay.ReplayPlan;
import io.tributary.stack.replay.ReplayStart;
import java.util.List;
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
            "Let the tables of a dataset read their topic again, from a point in the past through to the head.",
            "Afterwards they are as the topic says. Meanwhile the silver table shows older states."
        })
final class ReplayCommand implements Callable<Integer> {

    @ParentCommand
    private TributaryCommand root;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "SOURCE.DATASET", description = "Such as shop.orders.")
    private String name;

    @Option(
            names = "--from",
            paramLabel = "START",
            description = "'earliest', an offset, a day (2026-01-31) or a time (2026-01-31T12:00:00Z).")
    private String from;

    @Option(
            names = "--layer",
            split = ",",
            paramLabel = "LAYER",
            description = "bronze, silver or both (default: ${DEFAULT-VALUE}).")
    private List<String> layers = List.of("bronze", "silver");

    @Option(names = "--dry-run", description = "Only say what would be replayed.")
    private boolean dryRun;

    @Option(names = "--watch", description = "Only show how far a replay is that was begun before.")
    private boolean watch;

    @Override
    public Integer call() {
        Dataset dataset = dataset();
        Replay replay = new Replay(root.state());
        if (!watch) {
            layers.stream()
                    .filter(layer -> !List.of("bronze", "silver").contains(layer))
                    .findFirst()
                    .ifPresent(layer -> {
                        throw wrong("--layer: '" + layer + "' is neither bronze nor silver");
                    });
            ReplayPlan plan = replay.plan(dataset, start());
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

    private ReplayStart start() {
        if (from == null) {
            throw wrong("--from is missing: " + ReplayStart.FORMS);
        }
        return ReplayStart.parse(from).orElseThrow(() -> wrong("--from: '" + from + "' is not " + ReplayStart.FORMS));
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
