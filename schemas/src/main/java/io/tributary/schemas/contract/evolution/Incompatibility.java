package io.tributary.schemas.contract.evolution;

import io.tributary.schemas.naming.Dataset;

/**
 * A change of a contract that is not accepted.
 *
 * @param what the change
 * @param fix what to do instead
 */
public record Incompatibility(Dataset dataset, String what, String fix) {

    /** One line: {@code source.dataset: what; fix}. */
    public String text() {
        return dataset.source() + "." + dataset.name() + ": " + what + "; " + fix;
    }
}
