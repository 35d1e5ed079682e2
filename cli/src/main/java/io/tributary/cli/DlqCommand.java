package io.tributary.cli;

import io.tributary.stack.status.Endpoints;
import io.tributary.stack.supervisor.StackClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code tributary dlq}. */
@Command(
        name = "dlq",
        mixinStandardHelpOptions = true,
        description = "Look at records that could not be processed, and send them through the cleaning again.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {DlqListCommand.class, DlqShowCommand.class, DlqRedriveCommand.class})
final class DlqCommand implements Runnable {

    @ParentCommand
    private TributaryCommand root;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a command: list, show or redrive.");
    }

    /** Where the running stack can be reached. */
    Endpoints endpoints() {
        return new StackClient(root.state()).status().endpoints();
    }
}
