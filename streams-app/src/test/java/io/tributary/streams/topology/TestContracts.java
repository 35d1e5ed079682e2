package io.tributary.streams.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.contract.Contract;
import io.tributary.schemas.contract.Contracts;
import io.tributary.schemas.contract.odcs.ContractFile;
import io.tributary.schemas.contract.odcs.ContractFolder;
import io.tributary.schemas.naming.Dataset;
import io.tributary.streams.contract.ContractBook;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Contracts for tests, as the app gets them: read from files, through their JSON form. */
final class TestContracts {

    static final byte[] SECRET = "a secret of the tests".getBytes(UTF_8);

    private static final String HEAD =
            """
            apiVersion: v3.1.0
            kind: DataContract
            id: test
            version: 1.0.0
            status: active
            """;

    private TestContracts() {}

    /** The contracts that the project ships. */
    static ContractBook shipped() {
        return book(ContractFolder.read(Path.of("../contracts")).contracts());
    }

    /**
     * One contract.
     *
     * @param dataset {@code <source>.<dataset>}
     * @param schema the text from the key {@code schema} on
     */
    static ContractBook of(String dataset, String schema) {
        return of(List.of(dataset), List.of(schema));
    }

    static ContractBook of(List<String> datasets, List<String> schemas) {
        List<Contract> contracts = new ArrayList<>();
        for (int i = 0; i < datasets.size(); i++) {
            String[] names = datasets.get(i).split("\\.");
            ContractFile file =
                    ContractFile.read(datasets.get(i), new Dataset(names[0], names[1]), HEAD + schemas.get(i));
            assertThat(file.problems()).isEmpty();
            contracts.add(file.contract().orElseThrow());
        }
        return book(new Contracts(contracts));
    }

    private static ContractBook book(Contracts contracts) {
        Map<Dataset, byte[]> secrets = new HashMap<>();
        contracts.contracts().stream()
                .filter(Contract::needsSecret)
                .forEach(contract -> secrets.put(contract.dataset(), SECRET));
        return new ContractBook(Contracts.ofJson(contracts.toJson()), secrets);
    }
}
