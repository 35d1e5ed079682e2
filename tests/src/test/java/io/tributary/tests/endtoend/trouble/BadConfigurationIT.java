package io.tributary.tests.endtoend.trouble;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.tests.Checkout;
import io.tributary.tests.FreePorts;
import io.tributary.tests.postgres.PostgresServer;
import io.tributary.tests.stack.Command;
import io.tributary.tests.stack.StackConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What a user gets wrong before anything runs: a message that names the place and the way out, and the exit code. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadConfigurationIT {

    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path folder;

    @TempDir
    private static Path serverFolder;

    private PostgresServer withoutLogicalLog;

    @BeforeAll
    void startDatabase() throws IOException, SQLException {
        Checkout.markAsBuilt();
        withoutLogicalLog = PostgresServer.start(serverFolder, Map.of("wal_level", "replica"));
        withoutLogicalLog.createDatabase("shop");
    }

    @AfterAll
    void stopDatabase() {
        withoutLogicalLog.close();
    }

    @AfterEach
    void leaveNothing() {
        run("down", "--purge");
    }

    @Test
    void noConfiguration() {
        Command.Result result = run("up");

        assertThat(result.exitCode()).isEqualTo(WRONG_USAGE);
        assertThat(result.err()).contains("There is no tributary.yaml in this folder", "sources:", "type: postgres");
    }

    @Test
    void unreadableYaml() throws IOException {
        Command.Result result = up("sources:\n  shop: [\n");

        assertThat(result.exitCode()).isEqualTo(WRONG_USAGE);
        assertThat(result.err()).contains("tributary.yaml:2:", "not valid YAML");
    }

    @Test
    void unknownKey() throws IOException {
        Command.Result result = up("sources:\n  shop:\n    type: postgres\n    hosst: db\n");

        assertThat(result.exitCode()).isEqualTo(WRONG_USAGE);
        assertThat(result.err()).contains("tributary.yaml:4:5: sources.shop.hosst: unknown key; did you mean 'host'?");
    }

    @Test
    void missingEnvironmentVariable() throws IOException {
        Command.Result result = up(
                """
                sources:
                  shop:
                    type: postgres
                    host: db
                    database: shop
                    user: app
                    password: "${env:NO_SUCH_VARIABLE}"
                """);

        assertThat(result.exitCode()).isEqualTo(WRONG_USAGE);
        assertThat(result.err())
                .contains("sources.shop.password: the environment variable NO_SUCH_VARIABLE is not set");
    }

    @Test
    void unknownCommand() {
        Command.Result result = run("stat");

        assertThat(result.exitCode()).isEqualTo(WRONG_USAGE);
        assertThat(result.err()).contains("stat", "status");
    }

    @Test
    void sqlWithoutAStack() {
        Command.Result result = run("sql", "SELECT 1");

        assertThat(result.exitCode()).isEqualTo(FAILED);
        assertThat(result.err()).contains("No stack runs", "tributary up");
    }

    @Test
    void hostThatIsDown() {
        int port = FreePorts.next();
        Command.Result result = upWithSource(port, "shop", PostgresServer.PASSWORD, "public.*");

        assertThat(result.exitCode()).isEqualTo(FAILED);
        assertThat(result.err()).contains("shop", "127.0.0.1:" + port);
        assertHarmless(result);
    }

    @Test
    void wrongPassword() {
        Command.Result result = upWithSource(withoutLogicalLog.port(), "shop", "not the password", "public.*");

        assertThat(result.exitCode()).isEqualTo(FAILED);
        assertThat(result.err()).contains("password", "127.0.0.1:" + withoutLogicalLog.port());
        assertHarmless(result);
    }

    @Test
    void databaseThatDoesNotExist() {
        Command.Result result =
                upWithSource(withoutLogicalLog.port(), "no_such_database", PostgresServer.PASSWORD, "public.*");

        assertThat(result.exitCode()).isEqualTo(FAILED);
        assertThat(result.err()).contains("no_such_database");
        assertHarmless(result);
    }

    @Test
    void databaseWithoutLogicalLog() {
        Command.Result result = upWithSource(withoutLogicalLog.port(), "shop", PostgresServer.PASSWORD, "public.*");

        assertThat(result.exitCode()).isEqualTo(FAILED);
        assertThat(result.err()).contains("wal_level", "replica", "logical");
        assertHarmless(result);
    }

    private Command.Result upWithSource(int port, String database, String password, String tables) {
        StackConfiguration configuration = new StackConfiguration(folder.resolve("tributary.yaml"));
        configuration.source(
                "shop",
                """
                type: postgres
                host: 127.0.0.1
                port: %d
                database: %s
                user: %s
                password: "${env:%s}"
                tables: ["%s"]
                """
                        .formatted(port, database, PostgresServer.USER, StackConfiguration.PASSWORD_VARIABLE, tables));
        return new Command(folder, Map.of(StackConfiguration.PASSWORD_VARIABLE, password))
                .run(PATIENCE, "up", "--detach");
    }

    private Command.Result up(String yaml) throws IOException {
        Files.writeString(folder.resolve("tributary.yaml"), yaml);
        return run("up", "--detach");
    }

    private Command.Result run(String... arguments) {
        return new Command(folder, Map.of()).run(PATIENCE, arguments);
    }

    /** No secret, no stack trace, and nothing left running. */
    private void assertHarmless(Command.Result result) {
        assertThat(result.out() + result.err())
                .doesNotContain(PostgresServer.PASSWORD, "not the password", "\tat ", "Exception:");
        Command.Result status = run("status");
        assertThat(status.exitCode()).isEqualTo(FAILED);
        assertThat(status.err()).contains("No stack runs");
    }
}
