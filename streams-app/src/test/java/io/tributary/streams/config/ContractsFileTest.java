package io.tributary.streams.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.schemas.contract.Contract;
import io.tributary.schemas.contract.ContractColumn;
import io.tributary.schemas.contract.Contracts;
import io.tributary.schemas.contract.PersonalData;
import io.tributary.schemas.contract.Shape;
import io.tributary.schemas.contract.ValueType;
import io.tributary.schemas.naming.Dataset;
import io.tributary.streams.contract.ContractBook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.avro.util.Utf8;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContractsFileTest {

    private static final String SECRET = "0123456789abcdef";

    @TempDir
    Path folder;

    @Test
    void withoutAFileThereAreNoContracts() {
        assertThat(read(null, null, Map.of()).ofRecords("raw.jobs.people")).isEmpty();
    }

    @Test
    void aSecretIsTheEnvironmentsAFilesOrTheLakes() throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), SECRET + "\n");

        String fromEnvironment = token(read(contract("${env:KEY}"), null, Map.of("KEY", SECRET)));

        assertThat(fromEnvironment).isNotEqualTo("ana").hasSize(43);
        assertThat(token(read(contract("${file:" + file + "}"), null, Map.of())))
                .isEqualTo(fromEnvironment);
        assertThat(token(read(contract(null), file, Map.of()))).isEqualTo(fromEnvironment);
    }

    @Test
    void aSecretThatIsMissingOrShortIsNamedAndNotRepeated() throws IOException {
        Path contract = contract("${env:KEY}");

        assertThatThrownBy(() -> read(contract, null, Map.of()))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessage(
                        "The contract of jobs.people refers to the environment variable KEY, which is not set for this"
                                + " process");
        assertThatThrownBy(() -> read(contract, null, Map.of("KEY", "hunter2")))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessage(
                        "The contract of jobs.people refers to a secret of 7 bytes, which can be found by trying; use"
                                + " at least 16 random bytes");
        Path lakes = contract(null);
        assertThatThrownBy(() -> read(lakes, null, Map.of()))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessage("The contract of jobs.people tokenizes a column, and there is no secret; set"
                        + " 'token.secret.file', or the custom property 'tokenSecret' of the contract");
    }

    @Test
    void whatAreNoContractsIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("contracts.json"), "[]");

        assertThatThrownBy(() -> read(file, null, Map.of()))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining(file + ": These are no contracts in JSON")
                .hasMessageContaining("start the stack anew");
    }

    private Path contract(String secret) throws IOException {
        Contract contract = new Contract(
                new Dataset("jobs", "people"),
                "1",
                null,
                Shape.FILE,
                null,
                List.of(column()),
                List.of("name"),
                null,
                null,
                null,
                null,
                null,
                secret,
                null);
        return Files.writeString(folder.resolve("contracts.json"), new Contracts(List.of(contract)).toJson());
    }

    private static ContractColumn column() {
        return new ContractColumn(
                "name",
                null,
                ValueType.of(ValueType.Kind.STRING),
                List.of("name"),
                null,
                null,
                null,
                null,
                null,
                PersonalData.TOKENIZE);
    }

    private static String token(ContractBook book) {
        Contract contract = book.ofRecords("raw.jobs.people").orElseThrow();
        return ((Utf8) book.hiding(contract).toAvro(column(), "ana")).toString();
    }

    private static ContractBook read(Path contracts, Path secret, Map<String, String> environment) {
        Properties properties = new Properties();
        properties.put("bootstrap.servers", "b:1");
        properties.put("schema.registry.url", "http://r:2");
        if (contracts != null) {
            properties.put("contracts.file", contracts.toString());
        }
        if (secret != null) {
            properties.put("token.secret.file", secret.toString());
        }
        return ContractsFile.read(SettingsFile.of("test", properties), environment);
    }
}
