package io.tributary.streams.contract;

import io.tributary.schemas.contract.Contract;
import io.tributary.schemas.contract.Contracts;
import io.tributary.schemas.contract.Shape;
import io.tributary.schemas.naming.Dataset;
import io.tributary.streams.contract.row.Hiding;
import io.tributary.streams.contract.row.Tokens;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The contracts of the app, with the secrets that they need. */
public final class ContractBook {

    /** That of an app without contracts. */
    public static final ContractBook EMPTY = new ContractBook(Contracts.NONE, Map.of());

    private final Contracts contracts;
    private final Map<Dataset, byte[]> secrets;
    private final Map<String, Optional<Contract>> records = new HashMap<>();
    private final Map<Dataset, Contract> tables = new HashMap<>();

    /**
     * Takes contracts.
     *
     * @param secrets of the datasets whose contract needs one
     */
    public ContractBook(Contracts contracts, Map<Dataset, byte[]> secrets) {
        this.contracts = contracts;
        this.secrets = Map.copyOf(secrets);
        for (Contract contract : contracts.contracts()) {
            if (contract.shape() == Shape.TABLE) {
                tables.put(contract.dataset(), contract);
            } else if (contract.elements() == null) {
                records.put(contract.rawTopic(), Optional.of(contract));
            }
        }
    }

    /** The contract of the files or documents in a raw topic. */
    public Optional<Contract> ofRecords(String rawTopic) {
        return records.getOrDefault(rawTopic, Optional.empty());
    }

    /** The contract of a database's table. */
    public Optional<Contract> ofTable(Dataset dataset) {
        return Optional.ofNullable(tables.get(dataset));
    }

    /** The contracts of the datasets that have rows of a dataset's arrays. */
    public List<Contract> elementsOf(Dataset parent) {
        return contracts.contracts().stream()
                .filter(contract -> contract.elements() != null
                        && contract.elements().parent().equals(parent.name())
                        && contract.dataset().source().equals(parent.source()))
                .toList();
    }

    /** What hides personal data of a dataset. Not thread-safe. */
    public Hiding hiding(Contract contract) {
        byte[] secret = secrets.get(contract.dataset());
        return new Hiding(secret == null ? null : new Tokens(secret));
    }
}
