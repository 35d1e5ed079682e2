package io.tributary.cli;

import io.tributary.cli.screen.Terminal;
import io.tributary.stack.deadletter.DeadLetters;
import io.tributary.stack.deadletter.Redrive;
import io.tributary.stack.deadletter.Selection;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code tributary dlq redrive}. */
@Command(
        name = "redrive",
        mixinStandardHelpOptions = true,
        description = {
            "Send dead letters through the cleaning again, in their order and each at most once.",
            "What is still wrong becomes a dead letter again."
        })
final class DlqRedriveCommand implements Callable<Integer> {

    private static final int FAILED = 1;

    @ParentCommand
    private DlqCommand dlq;

    @Parameters(paramLabel = "DATASET", description = "<source>.<dataset>.")
    private String dataset;

    @Option(names = "--rule", paramLabel = "RULE", description = "Only those that broke this rule.")
    private String rule;

    @Option(
            names = "--at",
            paramLabel = "PARTITION:OFFSET",
            split = ",",
            description = "Only those at these places of the dead-letter topic.")
    private List<String> places = List.of();

    @Override
    public Integer call() {
        Selection selection = Selection.of(rule, places);
        Redrive redrive = new Redrive(dlq.endpoints().kafka().bootstrap(), DeadLetters.dataset(dataset));
        Redrive.Outcome outcome = redrive.run(selection);
        outcome.refused().forEach(Terminal::error);
        Terminal.line(outcome.sent() + " sent again, " + outcome.earlier() + " were sent earlier, "
                + outcome.refused().size() + " not sent");
        return outcome.refused().isEmpty() ? 0 : FAILED;
    }
}
