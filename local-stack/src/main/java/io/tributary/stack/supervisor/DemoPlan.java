package io.tributary.stack.supervisor;

import io.tributary.stack.config.PortRole;
import io.tributary.stack.config.StackConfig;
import io.tributary.stack.config.TablePattern;
import io.tributary.stack.demo.DemoRivers;
import io.tributary.stack.demo.DemoSettings;
import io.tributary.stack.demo.DemoShop;
import io.tributary.stack.layout.Installation;
import io.tributary.stack.layout.StateDirectory;
import io.tributary.stack.process.EmbeddedPostgres;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The plan of the demo: the embedded Postgres with the sample shop in it, servers of files and films, and the contracts. */
public final class DemoPlan {

    /** Name of the database and of the source. */
    public static final String SHOP = "shop";

    private DemoPlan() {}

    public static StackPlan of(
            Installation installation, StateDirectory state, StackConfig stack, DemoSettings settings) {
        DemoRivers rivers = new DemoRivers(
                state.demoFiles(),
                settings.seed(),
                stack.ports().of(PortRole.FTP),
                stack.ports().of(PortRole.TMDB));
        StackPlan plan = StackPlan.withEmbeddedPostgres(
                installation,
                state,
                stack,
                SHOP,
                List.of(new TablePattern("public", "*")),
                Optional.of(new DemoWorkload(settings, rivers)),
                rivers.sources());
        return plan.withContracts(installation.home().resolve("contracts"));
    }

    private static final class DemoWorkload implements Workload {

        private final DemoSettings settings;
        private final DemoRivers rivers;
        private DemoShop shop;

        DemoWorkload(DemoSettings settings, DemoRivers rivers) {
            this.settings = settings;
            this.rivers = rivers;
        }

        @Override
        public Set<PortRole> ports() {
            return Set.of(PortRole.FTP, PortRole.TMDB);
        }

        @Override
        public synchronized void prepare(EmbeddedPostgres database) throws SQLException {
            rivers.start();
            shop = new DemoShop(
                    database.jdbcUrl(),
                    EmbeddedPostgres.OWNER,
                    database.password().reveal(),
                    settings);
            shop.load((table, done, expected) -> {});
        }

        @Override
        public synchronized void start() {
            shop.start();
        }

        @Override
        public synchronized void close() {
            if (shop != null) {
                shop.close();
            }
            rivers.close();
        }
    }
}
