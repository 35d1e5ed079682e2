package io.tributary.cli;

import io.tributary.stack.layout.StateDirectory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code tributary archive}. */
@Command(
        name = "archive",
        mixinStandardHelpOptions = true,
        description = "Look after the archive of raw topics on S3.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = ArchiveVerifyCommand.class)
final class ArchiveCommand implements Runnable {

    @ParentCommand
    private TributaryCommand root;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a command.");
    }

    StateDirectory state() {
        return root.state();
    }
}
