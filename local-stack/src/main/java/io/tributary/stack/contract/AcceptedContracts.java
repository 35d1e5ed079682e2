package io.tributary.stack.contract;

import io.tributary.schemas.contract.Contracts;
import io.tributary.stack.layout.PrivateFile;
import io.tributary.stack.layout.StackException;
import io.tributary.stack.layout.StateDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The contracts that the stack works by: those that were checked and accepted when it started last. */
public final class AcceptedContracts {

    private final Path file;

    public AcceptedContracts(StateDirectory state) {
        this.file = state.contracts();
    }

    /**
     * Those of the last start; none before the first.
     *
     * @throws StackException if their file cannot be read
     */
    public Contracts read() {
        if (!Files.exists(file)) {
            return Contracts.NONE;
        }
        try {
            return Contracts.ofJson(Files.readString(file));
        } catch (IOException | IllegalArgumentException e) {
            throw new StackException(
                    "The contracts that were accepted last cannot be read from " + file + ": " + e.getMessage()
                            + ". Delete the file to accept the present ones without a comparison",
                    e);
        }
    }

    /** Accepts contracts: the Streams app reads them when it starts. */
    public void write(Contracts contracts) {
        PrivateFile.write(file, contracts.toJson());
    }
}
