package io.tributary.stack.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.schemas.contract.Contracts;
import io.tributary.schemas.naming.Dataset;
import io.tributary.stack.config.ConfigException;
import io.tributary.stack.config.FilesDataset;
import io.tributary.stack.config.FilesDataset.Format;
import io.tributary.stack.config.FilesSource;
import io.tributary.stack.config.FilesStore;
import io.tributary.stack.config.LakeConfig;
import io.tributary.stack.config.StackConfig;
import io.tributary.stack.config.TributaryConfig;
import io.tributary.stack.layout.StateDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackContractsTest {

    private static final String PEOPLE =
            """
            apiVersion: v3.1.0
            kind: DataContract
            id: shop.people
            version: %s
            status: active
            %s
            schema:
              - name: people
                physicalType: table
                properties:
                  - { name: id, logicalType: string, primaryKey: true, classification: %s }
            """;
    private static final String OWN_SECRET =
            "customProperties: [{ property: tokenSecret, value: \"${env:PEOPLE_SECRET}\" }]";
    private static final TributaryConfig NO_CONTRACTS =
            new TributaryConfig(LakeConfig.embedded(), Map.of(), StackConfig.defaults());

    private static final FilesSource RATINGS = new FilesSource(
            "ratings",
            new FilesStore(
                    "file:///srv/ratings", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
            Duration.ofMinutes(1),
            List.of(dataset("films", Format.CSV)));

    private final Dataset people = new Dataset("shop", "people");

    @TempDir
    Path folder;

    private StateDirectory state;
    private TributaryConfig config;

    @BeforeEach
    void create() throws IOException {
        state = new StateDirectory(folder.resolve("state"));
        state.create();
        config = NO_CONTRACTS.withContracts(folder.resolve("contracts"));
        Files.createDirectories(folder.resolve("contracts/shop"));
    }

    @Test
    void acceptedContractsAreWrittenTogetherWithASecret() throws IOException {
        write("1.0.0", "", "confidential");

        contracts(config, Map.of()).accept();

        assertThat(new AcceptedContracts(state).read().of(people)).isPresent();
        assertThat(state.tokenSecret()).isRegularFile();
        assertThat(contracts(config, Map.of()).areChanged()).isFalse();
    }

    @Test
    void aStackWithoutContractsHasNoFileOfThem() {
        contracts(NO_CONTRACTS, Map.of()).accept();

        assertThat(state.contracts()).doesNotExist();
    }

    @Test
    void aChangeThatIsNotAcceptedChangesNothing() throws IOException {
        write("1.0.0", "", "confidential");
        contracts(config, Map.of()).accept();
        Contracts before = new AcceptedContracts(state).read();
        write("1.1.0", "", "public");

        assertThatThrownBy(() -> contracts(config, Map.of()).accept())
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("shop.people: the column 'id' was");
        assertThat(new AcceptedContracts(state).read()).isEqualTo(before);
    }

    @Test
    void aContractThatHidValuesDoesNotGoUnnoticed() throws IOException {
        write("1.0.0", "", "confidential");
        contracts(config, Map.of()).accept();

        assertThatThrownBy(() -> contracts(NO_CONTRACTS, Map.of()).warnings())
                .isInstanceOf(ConfigException.class)
                .hasMessage("shop.people: its contract is gone, which hid id; put it back (key 'contracts'), or delete "
                        + state.contracts() + " to go on without it and show these columns");
    }

    @Test
    void aContractThatHidNothingMayGo() throws IOException {
        write("1.0.0", "", "public");
        contracts(config, Map.of()).accept();

        assertThat(contracts(NO_CONTRACTS, Map.of()).warnings())
                .containsExactly("shop.people: its contract is gone, and applies no longer");
    }

    @Test
    void aSecretThatIsNotSetIsNamed() throws IOException {
        write("1.0.0", OWN_SECRET, "confidential");

        assertThatThrownBy(() -> contracts(config, Map.of()).warnings())
                .isInstanceOf(ConfigException.class)
                .hasMessage("shop.people: tokenSecret refers to the environment variable PEOPLE_SECRET, which is not"
                        + " set; set it before you start");
    }

    @Test
    void variablesAreNewUntilTheContractIsAccepted() throws IOException {
        write("1.0.0", OWN_SECRET, "confidential");
        StackContracts contracts = contracts(config, Map.of("PEOPLE_SECRET", "0123456789abcdef"));
        assertThat(contracts.newVariables()).containsExactly("PEOPLE_SECRET");

        contracts.accept();

        assertThat(contracts.newVariables()).isEmpty();
    }

    @Test
    void aDatasetOfFilesWithoutAContractIsRefusedWithTheWayOut() {
        TributaryConfig files = with(RATINGS);

        assertThatThrownBy(() -> contracts(files, Map.of()).accept())
                .isInstanceOf(ConfigException.class)
                .hasMessage("ratings.films: has no contract, and nothing else says what its records are; write "
                        + folder.resolve("contracts/ratings/films.odcs.yaml")
                        + ", for a first draft of it: tributary contracts init ratings.films --csv FILE");
    }

    @Test
    void withoutAFolderOfContractsTheKeyIsNamedToo() {
        TributaryConfig files =
                new TributaryConfig(LakeConfig.embedded(), Map.of("ratings", RATINGS), StackConfig.defaults());

        assertThatThrownBy(() -> contracts(files, Map.of()).accept())
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(
                        "write contracts/ratings/films.odcs.yaml and 'contracts: ./contracts' in the configuration, for");
    }

    @Test
    void aContractOfATableDoesNotFitFiles() throws IOException {
        write("1.0.0", "", "public");
        FilesSource shop = new FilesSource(
                "shop", RATINGS.store(), RATINGS.pollInterval(), List.of(dataset("people", Format.JSON_LINES)));

        assertThatThrownBy(() -> contracts(with(shop), Map.of()).accept())
                .isInstanceOf(ConfigException.class)
                .hasMessage("shop.people: its contract is of a table, and the source is of type files; set physicalType"
                        + " of the schema object to file or document");
    }

    private TributaryConfig with(FilesSource source) {
        return new TributaryConfig(LakeConfig.embedded(), Map.of(source.name(), source), StackConfig.defaults())
                .withContracts(folder.resolve("contracts"));
    }

    private static FilesDataset dataset(String name, Format format) {
        return new FilesDataset(
                name,
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of(),
                format,
                Optional.empty(),
                "ISO-8859-1",
                FilesDataset.CsvFormat.DEFAULT,
                1);
    }

    private StackContracts contracts(TributaryConfig chosen, Map<String, String> environment) {
        return new StackContracts(chosen, state, environment);
    }

    private void write(String version, String custom, String classification) throws IOException {
        Files.writeString(
                folder.resolve("contracts/shop/people.odcs.yaml"), PEOPLE.formatted(version, custom, classification));
    }
}
