package io.tributary.cli;

import io.tributary.stack.layout.StateDirectory;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command without a subcommand, and the options of all. */
@Command(
        name = "tributary",
        description = "Rows change in Postgres; seconds later they are in Apache Hudi tables on S3.",
        mixinStandardHelpOptions = true,
        version = "tributary 0.1.0-SNAPSHOT",
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {" 0:done", " 1:failed", " 2:wrong usage or configuration"},
        subcommands = {
            DemoCommand.class,
            UpCommand.class,
            StatusCommand.class,
            SqlCommand.class,
            ContractsCommand.class,
            ReplayCommand.class,
            DlqCommand.class,
            ArchiveCommand.class,
            BenchCommand.class,
            DownCommand.class,
            CommandLine.HelpCommand.class
        })
final class TributaryCommand implements Runnable {

    @Option(
            names = "--state",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "Folder for data, logs and what runs (default: ${DEFAULT-VALUE}).")
    private Path state = Path.of(StateDirectory.DEFAULT_NAME);

    @Option(names = "--verbose", scope = ScopeType.INHERIT, description = "Show stack traces of failures.")
    private boolean verbose;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a command.");
    }

    StateDirectory state() {
        return new StateDirectory(state);
    }

    boolean verbose() {
        return verbose;
    }
}
