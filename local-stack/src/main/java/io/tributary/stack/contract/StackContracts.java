package io.tributary.stack.contract;

import io.tributary.schemas.contract.Contract;
import io.tributary.schemas.contract.ContractColumn;
import io.tributary.schemas.contract.Contracts;
import io.tributary.schemas.contract.PersonalData;
import io.tributary.schemas.contract.Shape;
import io.tributary.schemas.contract.odcs.ContractFolder;
import io.tributary.schemas.naming.Dataset;
import io.tributary.stack.config.ConfigException;
import io.tributary.stack.config.ContractedSource;
import io.tributary.stack.config.TributaryConfig;
import io.tributary.stack.layout.StateDirectory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Lets a stack begin to work by the contracts of its configuration, if they are accepted. */
public final class StackContracts {

    private final TributaryConfig config;
    private final StateDirectory state;
    private final AcceptedContracts accepted;
    private final Map<String, String> environment;

    /** Secrets that contracts refer to are looked for in {@code environment}. */
    public StackContracts(TributaryConfig config, StateDirectory state, Map<String, String> environment) {
        this.config = config;
        this.state = state;
        this.accepted = new AcceptedContracts(state);
        this.environment = environment;
    }

    /**
     * What is to be said about the contracts although they are accepted, one line each.
     *
     * @throws ConfigException with every reason if they are not accepted, or their folder is not there
     */
    public List<String> warnings() {
        return required().warnings();
    }

    /** Whether other contracts than those of the last start are wanted. */
    public boolean areChanged() {
        return !required().contracts().equals(accepted.read());
    }

    /** Variables that contracts refer to and those of the last start did not. */
    public Set<String> newVariables() {
        Set<String> variables = new TreeSet<>(SecretVariables.of(required().contracts()));
        variables.removeAll(SecretVariables.of(accepted.read()));
        return variables;
    }

    /**
     * Accepts the contracts: the Streams app reads them when it starts next.
     *
     * @throws ConfigException if they are not accepted
     */
    public void accept() {
        Contracts contracts = required().contracts();
        if (!contracts.contracts().isEmpty()) {
            TokenSecret.ensure(state.tokenSecret());
        }
        if (!contracts.equals(accepted.read())) {
            accepted.write(contracts);
        }
    }

    private ContractsCheck required() {
        Contracts before = accepted.read();
        ContractsCheck check = config.contracts()
                .map(folder -> ContractsCheck.of(folder, before))
                .orElseGet(() -> new ContractsCheck(Contracts.NONE, List.of(), List.of()));
        List<String> errors = new ArrayList<>(check.errors());
        List<String> warnings = new ArrayList<>(check.warnings());
        before.contracts().stream()
                .filter(contract -> check.contracts().of(contract.dataset()).isEmpty())
                .forEach(gone -> judgeGone(gone, errors, warnings));
        check.contracts().contracts().forEach(contract -> requireVariable(contract, errors));
        if (check.isAccepted()) {
            config.sources(ContractedSource.class).forEach(source -> requireContracts(source, check, errors));
        }
        if (!errors.isEmpty()) {
            throw new ConfigException(String.join("\n", errors));
        }
        return new ContractsCheck(check.contracts(), errors, warnings);
    }

    /** What a contract hid would be seen without it, so its loss must not be an oversight. */
    private void judgeGone(Contract gone, List<String> errors, List<String> warnings) {
        List<String> hidden = gone.columns().stream()
                .filter(column -> column.personalData() != null && column.personalData() != PersonalData.KEEP)
                .map(ContractColumn::name)
                .toList();
        if (hidden.isEmpty()) {
            warnings.add(nameOf(gone) + ": its contract is gone, and applies no longer");
        } else {
            errors.add(nameOf(gone) + ": its contract is gone, which hid " + String.join(", ", hidden)
                    + "; put it back (key 'contracts'), or delete " + state.contracts()
                    + " to go on without it and show these columns");
        }
    }

    /** Without one, every record would be a dead letter. */
    private void requireContracts(ContractedSource source, ContractsCheck check, List<String> errors) {
        for (String name : source.datasetNames()) {
            Dataset dataset = new Dataset(source.name(), name);
            Optional<Contract> contract = check.contracts().of(dataset);
            if (contract.isEmpty()) {
                errors.add(source.name() + "." + name
                        + ": has no contract, and nothing else says what its records are; write "
                        + fileOf(dataset) + ", for a first draft of it: tributary contracts init " + source.name() + "."
                        + name
                        + " " + source.sampleOption(name));
            } else if (contract.get().shape() == Shape.TABLE) {
                errors.add(source.name() + "." + name + ": its contract is of a table, and the source is of type "
                        + source.type() + "; set physicalType of the schema object to file or document");
            }
        }
    }

    private String fileOf(Dataset dataset) {
        String file = dataset.source() + "/" + dataset.name() + ContractFolder.SUFFIX;
        return config.contracts()
                .map(folder -> folder.resolve(file).toString())
                .orElseGet(() -> "contracts/" + file + " and 'contracts: ./contracts' in the configuration");
    }

    private void requireVariable(Contract contract, List<String> errors) {
        SecretVariables.of(contract)
                .filter(name -> !environment.containsKey(name))
                .ifPresent(name -> errors.add(nameOf(contract) + ": tokenSecret refers to the environment variable "
                        + name + ", which is not set; set it before you start"));
    }

    private static String nameOf(Contract contract) {
        return contract.dataset().source() + "." + contract.dataset().name();
    }
}
