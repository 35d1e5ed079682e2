package io.tributary.stack.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.schemas.contract.Contracts;
import io.tributary.schemas.naming.Dataset;
import io.tributary.stack.config.ConfigException;
import io.tributary.stack.layout.StackException;
import io.tributary.stack.layout.StateDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContractsCheckTest {

    private static final String CSV = "id;pay\n1;10,5\n2;7,25\n";

    private final Dataset people = new Dataset("jobs", "people");

    @TempDir
    Path folder;

    @Test
    void aDraftIsInOrderAndIsAccepted() throws IOException {
        write(CSV);

        ContractsCheck check = ContractsCheck.of(contracts(), Contracts.NONE);

        assertThat(check.errors()).isEmpty();
        assertThat(check.warnings()).isEmpty();
        assertThat(check.contracts().of(people)).isPresent();
    }

    @Test
    void aChangeIsComparedWithWhatWasAccepted() throws IOException {
        Path file = write(CSV);
        AcceptedContracts accepted = new AcceptedContracts(state());
        accepted.write(ContractsCheck.of(contracts(), accepted.read()).contracts());
        Files.writeString(file, Files.readString(file).replace("name: pay", "name: wage"));

        ContractsCheck check = ContractsCheck.of(contracts(), accepted.read());

        assertThat(check.isAccepted()).isFalse();
        assertThat(check.errors())
                .anySatisfy(text -> assertThat(text).startsWith("jobs.people: the column 'pay' is gone; keep it"))
                .anySatisfy(text -> assertThat(text)
                        .startsWith("jobs.people: the contract changed, and its version is still 0.1.0"));
    }

    @Test
    void saysWhatIsWrongWithAFile() throws IOException {
        Path file = write(CSV);
        Files.writeString(file, Files.readString(file).replace("logicalType: string", "logicalType: text"));

        ContractsCheck check = ContractsCheck.of(contracts(), Contracts.NONE);

        assertThat(check.isAccepted()).isFalse();
        assertThat(check.errors()).allSatisfy(text -> assertThat(text).startsWith(file + ":"));
    }

    @Test
    void aFolderThatIsNotThereIsNamed() {
        Path nowhere = folder.resolve("nowhere");

        assertThatThrownBy(() -> ContractsCheck.of(nowhere, Contracts.NONE))
                .isInstanceOf(ConfigException.class)
                .hasMessage("The folder of contracts " + nowhere
                        + " is not there; make it, or name another (key 'contracts', option --folder)");
    }

    @Test
    void aContractIsNotOverwritten() throws IOException {
        Path file = write(CSV);

        assertThatThrownBy(() -> write(CSV))
                .isInstanceOf(StackException.class)
                .hasMessage("There is a contract already: " + file + "; move it away to write a new one");
    }

    @Test
    void samplesThatAreNoneAreNamed() throws IOException {
        Path empty = Files.writeString(folder.resolve("empty"), "");
        Path html = Files.writeString(folder.resolve("html"), "<html>");

        assertThatThrownBy(() -> SampleFile.csv(people, empty, ',', StandardCharsets.UTF_8))
                .isInstanceOf(ConfigException.class)
                .hasMessage(empty + " is empty; give a file with a header and some rows");
        assertThatThrownBy(() -> SampleFile.json(people, html))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(html + " is no JSON: Unexpected character ('<'");
        assertThatThrownBy(() -> SampleFile.json(people, empty))
                .isInstanceOf(ConfigException.class)
                .hasMessage(empty + " holds no JSON object; give an answer of the API, or a list of them");
        assertThatThrownBy(() -> NewContract.dataset("orders"))
                .isInstanceOf(ConfigException.class)
                .hasMessage("'orders' names no dataset; write <source>.<dataset>, for instance shop.orders");
    }

    @Test
    void theSecretOfTokensIsMadeOnce() throws IOException {
        Path file = state().tokenSecret();
        TokenSecret.ensure(file);
        String first = Files.readString(file);

        TokenSecret.ensure(file);

        assertThat(first).hasSize(64);
        assertThat(Files.readString(file)).isEqualTo(first);
    }

    private Path write(String csv) throws IOException {
        Path sample = Files.writeString(folder.resolve("people.csv"), csv);
        return NewContract.write(contracts(), people, SampleFile.csv(people, sample, ';', StandardCharsets.UTF_8));
    }

    private Path contracts() {
        return folder.resolve("contracts");
    }

    private StateDirectory state() {
        StateDirectory state = new StateDirectory(folder.resolve("state"));
        state.create();
        return state;
    }
}
