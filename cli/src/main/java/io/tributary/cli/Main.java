package io.tributary.cli;

import io.tributary.cli.screen.Terminal;
import io.tributary.stack.config.ConfigException;
import io.tributary.stack.layout.StackException;
import picocli.CommandLine;

/** Runs the command line. Exit codes: 0 done, 1 failed, 2 wrong usage or configuration. */
public final class Main {

    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;

    private Main() {}

    public static void main(String[] args) {
        System.exit(run(args));
    }

    static int run(String... args) {
        TributaryCommand root = new TributaryCommand();
        CommandLine commandLine = new CommandLine(root);
        commandLine.setExecutionExceptionHandler((failure, command, parsed) -> explain(failure, root.verbose()));
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        return commandLine.execute(args);
    }

    private static int explain(Exception failure, boolean verbose) {
        boolean known = failure instanceof StackException || failure instanceof ConfigException;
        String message = known ? failure.getMessage() : "Unexpected failure: " + failure;
        Terminal.error(message + (known || verbose ? "" : " (--verbose shows more)"));
        if (verbose) {
            Terminal.trace(failure);
        }
        return failure instanceof ConfigException ? WRONG_USAGE : FAILED;
    }
}
