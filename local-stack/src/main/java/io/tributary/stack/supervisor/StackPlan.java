package io.tributary.stack.supervisor;

import static java.util.Objects.requireNonNull;

import io.tributary.stack.config.LakeConfig;
import io.tributary.stack.config.SourceConfig;
import io.tributary.stack.config.StackConfig;
import io.tributary.stack.config.TablePattern;
import io.tributary.stack.config.TributaryConfig;
import io.tributary.stack.layout.Installation;
import io.tributary.stack.layout.StateDirectory;
import io.tributary.stack.process.EmbeddedPostgres;
import io.tributary.stack.process.ProcessContext;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What is to run.
 *
 * @param context code, state and configuration
 * @param postgres the embedded database, if the stack brings one
 * @param workload what works on the embedded database; only together with {@code postgres}
 * @param origin where the configuration is from, for people: the path of the file, or {@code demo}
 */
public record StackPlan(
        ProcessContext context, Optional<EmbeddedPostgres> postgres, Optional<Workload> workload, String origin) {

    public StackPlan {
        requireNonNull(context, "context is null");
        requireNonNull(postgres, "postgres is null");
        requireNonNull(workload, "workload is null");
        requireNonNull(origin, "origin is null");
        if (workload.isPresent() && postgres.isEmpty()) {
            throw new IllegalArgumentException("A workload needs the embedded Postgres");
        }
    }

    /** A stack for the user's own sources. */
    public static StackPlan of(Installation installation, StateDirectory state, TributaryConfig config, String origin) {
        return new StackPlan(
                new ProcessContext(installation, state, config), Optional.empty(), Optional.empty(), origin);
    }

    /** The same with the contracts of a folder. */
    StackPlan withContracts(Path folder) {
        return withConfig(config -> config.withContracts(folder));
    }

    /** The same with another configuration. */
    public StackPlan withConfig(UnaryOperator<TributaryConfig> change) {
        ProcessContext other =
                new ProcessContext(context.installation(), context.state(), change.apply(context.config()));
        return new StackPlan(other, postgres, workload, origin);
    }

    /**
     * A stack with its own database, which it captures, and a lake on the local disk.
     *
     * @param database name of the database and of the source
     * @param tables what is captured
     */
    public static StackPlan withEmbeddedPostgres(
            Installation installation,
            StateDirectory state,
            StackConfig stack,
            String database,
            List<TablePattern> tables,
            Optional<Workload> workload) {
        return withEmbeddedPostgres(installation, state, stack, database, tables, workload, List.of());
    }

    /**
     * A stack with its own database, which it captures beside other sources, and a lake on the local disk.
     *
     * @param database name of the database and of the source
     * @param tables what is captured
     * @param others the other sources, which the workload serves
     */
    static StackPlan withEmbeddedPostgres(
            Installation installation,
            StateDirectory state,
            StackConfig stack,
            String database,
            List<TablePattern> tables,
            Optional<Workload> workload,
            List<SourceConfig> others) {
        state.create();
        EmbeddedPostgres postgres = EmbeddedPostgres.of(state, stack.ports(), database);
        Map<String, SourceConfig> sources = new LinkedHashMap<>();
        sources.put(database, postgres.source(tables));
        others.forEach(source -> sources.put(source.name(), source));
        TributaryConfig config = new TributaryConfig(LakeConfig.embedded(), sources, stack);
        return new StackPlan(new ProcessContext(installation, state, config), Optional.of(postgres), workload, "demo");
    }
}
