package io.tributary.cli;

import io.tributary.cli.screen.Terminal;
import io.tributary.stack.contract.AcceptedContracts;
import io.tributary.stack.contract.ContractsCheck;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code tributary contracts check}. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Say what is wrong with the contracts, and what of their changes is not accepted.")
final class ContractsCheckCommand implements Callable<Integer> {

    private static final int FAILED = 1;

    @ParentCommand
    private ContractsCommand contracts;

    @Mixin
    private ContractsFolder folder;

    @Override
    public Integer call() {
        AcceptedContracts accepted = new AcceptedContracts(contracts.root().state());
        ContractsCheck check = ContractsCheck.of(folder.path(), accepted.read());
        check.warnings().forEach(Terminal::line);
        check.errors().forEach(Terminal::error);
        if (!check.isAccepted()) {
            return FAILED;
        }
        Terminal.line(check.contracts().contracts().size() + " contracts are in order.");
        return 0;
    }
}
