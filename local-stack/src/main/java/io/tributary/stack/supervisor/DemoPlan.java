package io.tributary.stack.supervisor;

import io.tributary.stack.config.StackConfig;
import io.tributary.stack.config.TablePattern;
import io.tributary.stack.demo.DemoSettings;
import io.tributary.stack.demo.DemoShop;
import io.tributary.stack.layout.Installation;
import io.tributary.stack.layout.StateDirectory;
import io.tributary.stack.process.EmbeddedPostgres;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The plan of the demo: the embedded Postgres with the sample shop in it, and the contracts that ship. */
public final class DemoPlan {

    /** Name of the database and of the source. */
    public static final String SHOP = "shop";

    private DemoPlan() {}

    public static StackPlan of(
            Installation installation, StateDirectory state, StackConfig stack, DemoSettings settings) {
        StackPlan plan = StackPlan.withEmbeddedPostgres(
                installation,
                state,
                stack,
                SHOP,
                List.of(new TablePattern("public", "*")),
                Optional.of(new ShopWorkload(settings)));
        return plan.withContracts(installation.home().resolve("contracts"));
    }

    private static final class ShopWorkload implements Workload {

        private final DemoSettings settings;
        private DemoShop shop;

        ShopWorkload(DemoSettings settings) {
            this.settings = settings;
        }

        @Override
        public synchronized void prepare(EmbeddedPostgres database) throws SQLException {
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
        }
    }
}
