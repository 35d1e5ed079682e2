package io.tributary.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code tributary contracts}. */
@Command(
        name = "contracts",
        mixinStandardHelpOptions = true,
        description = "Check the contracts of datasets, and write first ones.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {ContractsCheckCommand.class, ContractsInitCommand.class})
final class ContractsCommand implements Runnable {

    @ParentCommand
    private TributaryCommand root;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a command: check or init.");
    }

    TributaryCommand root() {
        return root;
    }
}
