package io.tributary.cli;

import io.tributary.stack.layout.StateDirectory;
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
        description =
                "Look at records that could not be processed, send them through the cleaning again, and set aside what a table cannot"
                        + " take.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {DlqListCommand.class, DlqShowCommand.class, DlqRedriveCommand.class, DlqSkipCommand.class})
final class DlqCommand implements Runnable {

    @ParentCommand
    private TributaryCommand root;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a command: list, show, redrive or skip.");
    }

    StateDirectory state() {
        return root.state();
    }

    /** Where the running stack can be reached. */
    Endpoints endpoints() {
        return new StackClient(root.state()).status().endpoints();
    }
}
