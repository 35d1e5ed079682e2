package io.tributary.cli;

import picocli.CommandLine.Option;

/** Options of the commands that start a stack. */
final class RunOptions {

    @Option(names = "--detach", description = "Return once the stack is ready; it runs on in the background.")
    boolean detach;

    @Option(names = "--supervised", hidden = true, description = "Be the background process of --detach.")
    boolean supervised;
}
