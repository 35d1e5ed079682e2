package io.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.stack.layout.Installation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Exit codes and messages, as far as no stack is needed for them. */
class MainTest {

    private final PrintStream realOut = System.out;
    private final PrintStream realErr = System.err;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    @BeforeEach
    void redirect() {
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
        System.setProperty(Installation.HOME_PROPERTY, folder.resolve("home").toString());
    }

    @AfterEach
    void restore() {
        System.setOut(realOut);
        System.setErr(realErr);
        System.clearProperty(Installation.HOME_PROPERTY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "up", "status", "sql", "contracts", "replay", "archive", "bench", "down"})
    void everyCommandExplainsItself(String command) {
        assertThat(run(command, "--help")).isZero();
        assertThat(out()).contains("Usage: tributary " + command);
    }

    @Test
    void aContractIsWrittenFromASampleAndIsInOrder() throws IOException {
        Path sample = Files.writeString(folder.resolve("s.json"), "{\"id\": 1, \"name\": \"a\"}");
        String contracts = folder.resolve("contracts").toString();

        assertThat(run("contracts", "init", "films.movies", "--json", sample.toString(), "--folder", contracts))
                .isZero();
        assertThat(run("contracts", "check", "--folder", contracts)).isZero();

        assertThat(out()).contains("Wrote ", "movies.odcs.yaml", "1 contracts are in order.");
    }

    @Test
    void aContractThatIsWrongFailsTheCheck() throws IOException {
        Path file = folder.resolve("contracts/films/movies.odcs.yaml");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "kind: DataContract\n");

        assertThat(run(
                        "contracts",
                        "check",
                        "--folder",
                        folder.resolve("contracts").toString()))
                .isEqualTo(1);

        assertThat(err()).contains(file + ":1: required property 'apiVersion' not found; add the key 'apiVersion'");
    }

    @Test
    void theConfigurationNamesTheFolderOfContracts() throws IOException {
        Path sample = Files.writeString(folder.resolve("s.json"), "{\"id\": 1}");
        String config = Files.writeString(
                        folder.resolve("t.yaml"),
                        "contracts: ./promises\nsources: { films: { token: \"${env:NOT_SET_ANYWHERE}\" } }\n")
                .toString();

        assertThat(run("contracts", "init", "films.movies", "--json", sample.toString(), "--config", config))
                .isZero();
        assertThat(run("contracts", "check", "--config", config)).isZero();

        assertThat(folder.resolve("promises/films/movies.odcs.yaml")).exists();
        assertThat(out()).contains("1 contracts are in order.");
    }

    @Test
    void aFolderOnTheCommandLineGoesBeforeTheConfigurations() throws IOException {
        Path config = Files.writeString(folder.resolve("t.yaml"), "contracts: ./promises\n");
        String other = Files.createDirectories(folder.resolve("other")).toString();

        assertThat(run("contracts", "check", "--config", config.toString(), "--folder", other))
                .isZero();

        assertThat(out()).isEqualTo("0 contracts are in order.\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "init films.movies --json s.json"})
    void aConfigurationThatCannotBeReadNamesNoFolder(String command) throws IOException {
        Path config = Files.writeString(folder.resolve("t.yaml"), "contract: ./promises\n");
        Files.writeString(folder.resolve("s.json"), "{\"id\": 1}");
        List<String> line = new ArrayList<>(List.of("contracts"));
        line.addAll(List.of(
                command.replace("s.json", folder.resolve("s.json").toString()).split(" ")));
        line.addAll(List.of("--config", config.toString()));

        assertThat(run(line.toArray(String[]::new))).isEqualTo(2);

        assertThat(err()).isEqualTo(config + ":1:1: contract: unknown key; did you mean 'contracts'?\n");
    }

    @Test
    void anUnknownCommandIsWrongUsage() {
        assertThat(run("stauts")).isEqualTo(2);
        assertThat(err()).contains("Did you mean", "status");
    }

    @ParameterizedTest
    @CsvSource({
        "--step dirty --from earliest, --step: 'dirty' is neither table nor clean",
        "--to 2026-01-31 --from earliest, --to is for the step 'clean' only",
        "--step clean --from yesterday, --from: 'yesterday' is not 'earliest'",
        "--step clean --to 2026-01-31, '--to is for a replay that begins, with --from'",
        "--step clean --watch, --watch is for the step 'table' only",
        "--step clean --stop, --stop is for the step 'table' only; Ctrl-C stops the step 'clean'",
        "--stop --from earliest, --stop stands alone: it begins nothing",
        "--watch --dry-run, --watch stands alone: it begins nothing",
        "--layer gold --from earliest, --layer: 'gold' is neither bronze nor silver",
        "--step clean --layer silver, --layer is for the step 'table' only"
    })
    void aReplayThatMeansNothingIsWrongUsage(String options, String message) {
        List<String> line = new ArrayList<>(List.of("replay", "shop.orders"));
        line.addAll(List.of(options.split(" ")));

        assertThat(run(line.toArray(String[]::new))).isEqualTo(2);

        assertThat(err()).contains(message);
    }

    @Test
    void noCommandIsWrongUsage() {
        assertThat(run()).isEqualTo(2);
        assertThat(err()).contains("Name a command.", "Usage: tributary");
    }

    @Test
    void aScaleBelowZeroIsWrongUsage() {
        assertThat(run("demo", "--scale", "-1")).isEqualTo(2);
        assertThat(err()).contains("--scale");
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "sql SELECT"})
    void withoutAStackItSaysSo(String command) {
        String[] parts = command.split(" ");
        String[] arguments = new String[parts.length + 2];
        System.arraycopy(parts, 0, arguments, 0, parts.length);
        arguments[parts.length] = "--state";
        arguments[parts.length + 1] = folder.resolve("state").toString();

        assertThat(run(arguments)).isEqualTo(1);
        assertThat(err())
                .isEqualTo(
                        "No stack runs with the state directory " + folder.resolve("state")
                                + ". Start one with 'tributary up' or 'tributary demo', or name another directory with --state\n");
    }

    @Test
    void downWithoutAStackIsDone() {
        assertThat(run("down", "--state", folder.resolve("state").toString())).isZero();
        assertThat(out()).isEqualTo("No stack was running.\n");
        assertThat(folder.resolve("state")).doesNotExist();
    }

    @Test
    void aWrongConfigurationIsWrongUsageWithoutAStackTrace() throws IOException {
        Path config = Files.writeString(folder.resolve("t.yaml"), "sourcs: {}\n");

        assertThat(run("up", "--config", config.toString())).isEqualTo(2);
        assertThat(err()).isEqualTo(config + ":1:1: sourcs: unknown key; did you mean 'sources'?\n");
    }

    @Test
    void verboseShowsWhereAFailureComesFrom() throws IOException {
        Path config = Files.writeString(folder.resolve("t.yaml"), "sourcs: {}\n");

        assertThat(run("up", "--verbose", "--config", config.toString())).isEqualTo(2);
        assertThat(err()).contains("did you mean 'sources'?", "\tat io.tributary.stack.config.");
    }

    @Test
    void aConfigurationWithoutSourcesIsExplained() throws IOException {
        Path config = Files.writeString(folder.resolve("t.yaml"), "stack: { partitions: 2 }\n");

        assertThat(run(
                        "up",
                        "--config",
                        config.toString(),
                        "--state",
                        folder.resolve("state").toString()))
                .isEqualTo(2);
        assertThat(err())
                .contains(config + " names no source", "sources:", "type: postgres", "home/tributary.example.yaml");
    }

    @Test
    void aDamagedStateIsExplained() throws IOException {
        Path run = Files.createDirectories(folder.resolve("state/run"));
        Files.writeString(run.resolve("stack.json"), "{");

        assertThat(run("status", "--state", folder.resolve("state").toString())).isEqualTo(1);
        assertThat(err())
                .contains(run.resolve("stack.json").toString(), "is damaged")
                .doesNotContain("\tat ");
    }

    private static int run(String... arguments) {
        return Main.run(arguments);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
