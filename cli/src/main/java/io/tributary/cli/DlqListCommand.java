package io.tributary.cli;

import io.tributary.cli.screen.LetterCountText;
import io.tributary.cli.screen.Terminal;
import io.tributary.stack.deadletter.DeadLetters;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code tributary dlq list}. */
@Command(name = "list", mixinStandardHelpOptions = true, description = "Count dead letters by dataset, rule and field.")
final class DlqListCommand implements Callable<Integer> {

    @ParentCommand
    private DlqCommand dlq;

    @Parameters(arity = "0..1", paramLabel = "DATASET", description = "<source>.<dataset>; all if left out.")
    private String dataset;

    @Override
    public Integer call() {
        DeadLetters letters = new DeadLetters(dlq.endpoints().kafka().bootstrap());
        LetterCountText.lines(letters.count(Optional.ofNullable(dataset).map(DeadLetters::dataset)))
                .forEach(Terminal::line);
        return 0;
    }
}
