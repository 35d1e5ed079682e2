package io.tributary.schemas.contract.evolution;

import io.tributary.schemas.contract.Contract;
import io.tributary.schemas.contract.ContractColumn;
import io.tributary.schemas.contract.Contracts;
import io.tributary.schemas.contract.Evolution;
import io.tributary.schemas.contract.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Compares a contract with the one that was accepted before it. Backward: what is in the lake keeps to the new contract, and
 * queries written for the old one keep running.
 */
public final class Compatibility {

    private static final String ANYWAY =
            ", or set the custom property 'evolution' of the contract to none and build the dataset's tables anew";

    private final Contract before;
    private final Contract now;
    private final List<Incompatibility> found = new ArrayList<>();

    private Compatibility(Contract before, Contract now) {
        this.before = before;
        this.now = now;
    }

    /** What is not accepted of all that changed. Contracts that are new or gone change nothing that is there. */
    public static List<Incompatibility> check(Contracts before, Contracts now) {
        List<Incompatibility> found = new ArrayList<>();
        for (Contract contract : now.contracts()) {
            before.of(contract.dataset()).ifPresent(accepted -> found.addAll(check(accepted, contract)));
        }
        return found;
    }

    /** What is not accepted of a contract's changes. */
    public static List<Incompatibility> check(Contract before, Contract now) {
        Compatibility comparison = new Compatibility(before, now);
        comparison.compare();
        return List.copyOf(comparison.found);
    }

    private void compare() {
        if (!before.equals(now) && before.version().equals(now.version())) {
            add(
                    "the contract changed, and its version is still " + now.version(),
                    "raise the version, which every clean record names");
        }
        if (now.evolution() == Evolution.NONE) {
            return;
        }
        same("the shape", before.shape(), now.shape());
        same("the array that rows are made of", before.elements(), now.elements());
        if (!before.key().isEmpty()) {
            // A table's contract that named none may name one: it is the table's own, or there was no silver table.
            same("the key", before.key(), now.key());
        }
        same("the partition", before.partition(), now.partition());
        same("the ordering", before.ordering(), now.ordering());
        before.columns().forEach(this::compare);
        now.columns().stream()
                .filter(column -> before.column(column.name()).isEmpty())
                .filter(column -> column.required() == Severity.REJECT && !hasDefault(column))
                .forEach(column -> add(
                        "the new column '" + column.name() + "' is required, and rows that are there have no value",
                        "leave 'required' off, let it warn (severity: warning)" + ANYWAY));
    }

    private void same(String what, Object old, Object current) {
        if (!Objects.equals(old, current)) {
            add(what + " changed from " + old + " to " + current, "change it back" + ANYWAY);
        }
    }

    private void compare(ContractColumn old) {
        String name = "the column '" + old.name() + "'";
        Optional<ContractColumn> current = now.column(old.name());
        boolean wasThere = !old.isDropped();
        if (wasThere && current.filter(column -> !column.isDropped()).isEmpty()) {
            add(name + " is gone", "keep it, under its name (an old name of the source goes to 'aliases')" + ANYWAY);
            return;
        }
        if (!wasThere || current.isEmpty()) {
            return;
        }
        ContractColumn column = current.get();
        if (old.personalData() != column.personalData()) {
            add(
                    name + " was " + treatment(old) + " and is " + treatment(column)
                            + " now, so that old and new values no longer meet",
                    "give the new values a column of their own" + ANYWAY);
        } else if (!WiderTypes.holds(column.cleanType(), old.cleanType())) {
            add(
                    name + " changed from " + old.type().text() + " to "
                            + column.type().text(),
                    "widen it only (int to long or double, decimals to more digits with the same scale), or give it a new"
                            + " name" + ANYWAY);
        }
        if (old.required() != Severity.REJECT && column.required() == Severity.REJECT && !hasDefault(column)) {
            add(
                    name + " became required, and rows that are there may have no value",
                    "give it a default, let it warn (severity: warning)" + ANYWAY);
        }
    }

    private static boolean hasDefault(ContractColumn column) {
        return column.cleaning().defaultText() != null;
    }

    private static String treatment(ContractColumn column) {
        return switch (column.personalData()) {
            case KEEP -> "kept";
            case DROP -> "dropped";
            case MASK -> "masked";
            case TOKENIZE -> "tokenized";
        };
    }

    private void add(String what, String fix) {
        found.add(new Incompatibility(now.dataset(), what, fix));
    }
}
