package io.tributary.cli;

import io.tributary.cli.screen.Terminal;
import io.tributary.schemas.registry.HttpSchemaRegistry;
import io.tributary.stack.deadletter.DeadLetters;
import io.tributary.stack.deadletter.LetterText;
import io.tributary.stack.status.Endpoints;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code tributary dlq show}. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Show a dead letter with its headers and what it holds, personal data included.")
final class DlqShowCommand implements Callable<Integer> {

    @ParentCommand
    private DlqCommand dlq;

    @Parameters(paramLabel = "DATASET", description = "<source>.<dataset>.")
    private String dataset;

    @Option(names = "--at", paramLabel = "PARTITION:OFFSET", description = "Which one (default: the newest).")
    private String place;

    @Override
    public Integer call() {
        Endpoints endpoints = dlq.endpoints();
        DeadLetters letters = new DeadLetters(endpoints.kafka().bootstrap());
        LetterText text = new LetterText(
                new HttpSchemaRegistry(URI.create(endpoints.registry().url())));
        Terminal.line(text.of(letters.find(DeadLetters.dataset(dataset), Optional.ofNullable(place))));
        return 0;
    }
}
