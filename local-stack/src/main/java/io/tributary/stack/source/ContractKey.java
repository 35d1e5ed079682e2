package io.tributary.stack.source;

import io.tributary.schemas.contract.Contract;
import io.tributary.schemas.contract.Shape;
import io.tributary.schemas.naming.SafeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The key that a contract names, as far as the table's columns can make it.
 *
 * @param columns of the table, in the key's order; empty if no key is named or it cannot be made
 * @param problem why the named key cannot be made
 */
record ContractKey(List<String> columns, Optional<String> problem) {

    static final ContractKey NONE = new ContractKey(List.of(), Optional.empty());

    ContractKey {
        columns = List.copyOf(columns);
    }

    /**
     * The key that a contract names.
     *
     * @param published names of the columns that Postgres sends
     */
    static ContractKey of(Contract contract, List<String> published) {
        if (contract.shape() != Shape.TABLE) {
            return NONE;
        }
        List<String> columns = new ArrayList<>();
        for (String name : contract.key()) {
            List<String> sources = contract.column(name).orElseThrow().sources();
            Optional<String> column = sources.stream()
                    .flatMap(source -> published.stream()
                            .filter(candidate -> SafeName.of(candidate).equals(SafeName.of(source))))
                    .findFirst();
            if (column.isEmpty()) {
                return new ContractKey(
                        List.of(),
                        Optional.of(
                                sources.isEmpty()
                                        ? "its column '" + name + "' is derived (transformLogic)"
                                        : "the table has no column " + String.join(" or ", sources)
                                                + " that Postgres replicates"));
            }
            columns.add(column.get());
        }
        return new ContractKey(columns, Optional.empty());
    }

    boolean isNamed() {
        return !columns.isEmpty() || problem.isPresent();
    }
}
