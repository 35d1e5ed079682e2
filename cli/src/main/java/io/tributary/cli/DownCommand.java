package io.tributary.cli;

import io.tributary.cli.screen.Terminal;
import io.tributary.stack.supervisor.Shutdown;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code tributary down}. */
@Command(
        name = "down",
        mixinStandardHelpOptions = true,
        description = {
            "Stop the stack. Its data stays, and the next start goes on where it stopped.",
            "The first stop of a build takes longer, since it writes the class archives that make later starts quick."
        })
final class DownCommand implements Callable<Integer> {

    @ParentCommand
    private TributaryCommand root;

    @Option(
            names = "--purge",
            description =
                    "Also remove what was made in the sources (replication slots, publications) and delete all data.")
    private boolean purge;

    @Override
    public Integer call() {
        Shutdown shutdown = new Shutdown(root.state());
        Terminal.line(shutdown.stop(Terminal::line) ? "The stack is stopped." : "No stack was running.");
        if (purge) {
            shutdown.purge(Terminal::line);
        }
        return 0;
    }
}
