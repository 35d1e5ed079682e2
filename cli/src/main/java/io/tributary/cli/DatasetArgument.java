package io.tributary.cli;

import io.tributary.schemas.naming.Dataset;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** A dataset as it is named on the command line. */
final class DatasetArgument {

    private DatasetArgument() {}

    /**
     * The dataset.
     *
     * @param name {@code <source>.<dataset>}
     * @throws ParameterException if it is something else
     */
    static Dataset of(CommandSpec spec, String name) {
        String[] parts = name.split("\\.", -1);
        try {
            if (parts.length == 2) {
                return new Dataset(parts[0], parts[1]);
            }
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
        throw new ParameterException(
                spec.commandLine(), "'" + name + "' is not of the form SOURCE.DATASET, such as shop.orders");
    }
}
