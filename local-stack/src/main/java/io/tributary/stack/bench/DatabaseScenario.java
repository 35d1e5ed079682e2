package io.tributary.stack.bench;

import io.tributary.stack.config.TablePattern;
import io.tributary.stack.process.EmbeddedPostgres;
import io.tributary.stack.supervisor.StackPlan;
import io.tributary.stack.supervisor.Workload;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** A measurement of a stack that captures a Postgres of its own. */
interface DatabaseScenario extends Scenario {

    /** Makes the tables before they are captured. */
    void prepare(Connection connection) throws SQLException;

    @Override
    default StackPlan plan(BenchGround ground) {
        return StackPlan.withEmbeddedPostgres(
                ground.installation(),
                ground.state(),
                ground.config(),
                "bench",
                List.of(new TablePattern("public", "*")),
                Optional.of(new Preparation(this)));
    }

    /** The tables are all that is done; the scenario itself makes the changes, once it sees fit. */
    record Preparation(DatabaseScenario scenario) implements Workload {

        @Override
        public void prepare(EmbeddedPostgres database) throws SQLException {
            try (Connection connection = DriverManager.getConnection(
                    database.jdbcUrl(),
                    EmbeddedPostgres.OWNER,
                    database.password().reveal())) {
                scenario.prepare(connection);
            }
        }

        @Override
        public void start() {
            // Changes come from the scenario.
        }

        @Override
        public void close() {
            // Nothing was started.
        }
    }
}
