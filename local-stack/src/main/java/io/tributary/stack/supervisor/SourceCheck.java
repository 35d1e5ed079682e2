package io.tributary.stack.supervisor;

import io.tributary.schemas.contract.Contracts;
import io.tributary.stack.config.PostgresSource;
import io.tributary.stack.config.SourceConfig;
import io.tributary.stack.layout.StackException;
import io.tributary.stack.source.Finding;
import io.tributary.stack.source.SourceDatabase;
import io.tributary.stack.source.SourceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Finds out before anything is started or changed whether the sources can be captured. */
final class SourceCheck {

    private SourceCheck() {}

    /** Checks the sources of a plan. The embedded database is not there yet. */
    static void requireFit(StackPlan plan) {
        if (plan.postgres().isEmpty()) {
            requireFit(
                    plan.context().config().sources(SourceConfig.class),
                    new KnownSources(plan.context().state()));
        }
    }

    /**
     * Checks sources.
     *
     * @throws StackException with every reason of every source that cannot be captured
     */
    static void requireFit(List<SourceConfig> sources, KnownSources known) {
        Map<String, String> touched =
                known.touched().stream().collect(Collectors.toMap(SourceConfig::name, SourceConfig::type));
        List<String> problems = new ArrayList<>();
        for (SourceConfig source : sources) {
            String former = touched.get(source.name());
            if (former != null && !former.equals(source.type())) {
                problems.add(
                        "Source " + source.name() + " was of type " + former + " and is now of type " + source.type()
                                + ". Give it another name, or take it out, run 'tributary up', and put it back");
            } else if (source instanceof PostgresSource postgres) {
                databaseProblems(postgres, former != null)
                        .forEach(problem -> problems.add("Source " + source.name() + ": " + problem));
            }
        }
        if (!problems.isEmpty()) {
            throw new StackException(String.join("\n", problems));
        }
    }

    private static List<String> databaseProblems(PostgresSource source, boolean touched) {
        try (SourceDatabase database = SourceDatabase.open(source)) {
            SourceDatabase.Inspection seen = database.inspect(touched, Contracts.NONE);
            if (seen.errors().isEmpty() && !seen.slotExists()) {
                database.rehearse(seen.tables().captured());
            }
            return seen.errors().stream().map(Finding::message).toList();
        } catch (SourceException e) {
            return List.of(e.getMessage());
        }
    }
}
