package io.tributary.stack.contract;

import io.tributary.schemas.contract.draft.ContractDraft;
import io.tributary.schemas.contract.odcs.ContractFolder;
import io.tributary.schemas.naming.Dataset;
import io.tributary.stack.config.ConfigException;
import io.tributary.stack.layout.StackException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The file of a contract that is to be written. */
public final class NewContract {

    private NewContract() {}

    /**
     * The dataset that is meant.
     *
     * @param text {@code <source>.<dataset>}
     * @throws ConfigException if it is not of that form
     */
    public static Dataset dataset(String text) {
        int dot = text.indexOf('.');
        try {
            if (dot > 0) {
                return new Dataset(text.substring(0, dot), text.substring(dot + 1));
            }
        } catch (IllegalArgumentException e) {
            throw new ConfigException("'" + text + "' names no dataset: " + e.getMessage());
        }
        throw new ConfigException(
                "'" + text + "' names no dataset; write <source>.<dataset>, for instance shop.orders");
    }

    /**
     * Writes a draft where the contract of its dataset belongs.
     *
     * @throws StackException if there is one already, or the file cannot be written
     */
    public static Path write(Path folder, Dataset dataset, ContractDraft draft) {
        Path file = folder.resolve(dataset.source()).resolve(dataset.name() + ContractFolder.SUFFIX);
        try {
            Files.createDirectories(file.getParent());
            return Files.writeString(file, draft.toYaml(), StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            throw new StackException("There is a contract already: " + file + "; move it away to write a new one", e);
        } catch (IOException e) {
            throw new StackException("The contract " + file + " cannot be written: " + e, e);
        }
    }
}
