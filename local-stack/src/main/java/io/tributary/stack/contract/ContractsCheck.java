package io.tributary.stack.contract;

import io.tributary.schemas.contract.Contracts;
import io.tributary.schemas.contract.evolution.Compatibility;
import io.tributary.schemas.contract.evolution.Incompatibility;
import io.tributary.schemas.contract.odcs.ContractFolder;
import io.tributary.schemas.contract.odcs.Problem;
import io.tributary.stack.config.ConfigException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a check of a folder of contracts found.
 *
 * @param contracts those that can be used
 * @param errors one line each; empty if all can be accepted
 * @param warnings one line each: what is written and has no effect
 */
public record ContractsCheck(Contracts contracts, List<String> errors, List<String> warnings) {

    public ContractsCheck {
        errors = List.copyOf(errors);
        warnings = List.copyOf(warnings);
    }

    /**
     * Reads the contracts of a folder and compares them with those that were accepted before.
     *
     * @throws ConfigException if there is no such folder, or it cannot be read
     */
    public static ContractsCheck of(Path folder, Contracts accepted) {
        if (!Files.isDirectory(folder)) {
            throw new ConfigException("The folder of contracts " + folder
                    + " is not there; make it, or name another (key 'contracts', option --folder)");
        }
        ContractFolder.Reading reading;
        try {
            reading = ContractFolder.read(folder);
        } catch (UncheckedIOException e) {
            throw new ConfigException(e.getMessage() + ": " + e.getCause().getMessage());
        }
        List<String> errors = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        for (Problem problem : reading.problems()) {
            (problem.error() ? errors : warnings).add(problem.text());
        }
        Compatibility.check(accepted, reading.contracts()).stream()
                .map(Incompatibility::text)
                .forEach(errors::add);
        return new ContractsCheck(reading.contracts(), errors, warnings);
    }

    public boolean isAccepted() {
        return errors.isEmpty();
    }
}
