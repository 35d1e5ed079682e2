package io.tributary.stack.supervisor;

import io.tributary.stack.config.PostgresSource;
import io.tributary.stack.layout.StackException;
import io.tributary.stack.source.Finding;
import io.tributary.stack.source.SourceDatabase;
import io.tributary.stack.source.SourceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds out before anything is started or changed whether the sources can be captured. */
final class SourceCheck {

    private SourceCheck() {}

    /** Checks the sources of a plan. The embedded database is not there yet. */
    static void requireFit(StackPlan plan) {
        if (plan.postgres().isEmpty()) {
            requireFit(
                    plan.context().config().postgresSources(),
                    new KnownSources(plan.context().state()));
        }
    }

    /**
     * Checks sources.
     *
     * @throws StackException with every reason of every source that cannot be captured
     */
    static void requireFit(List<PostgresSource> sources, KnownSources known) {
        Set<String> touched = known.touched().stream().map(PostgresSource::name).collect(Collectors.toSet());
        List<String> problems = new ArrayList<>();
        for (PostgresSource source : sources) {
            try (SourceDatabase database = SourceDatabase.open(source)) {
                database.inspect(touched.contains(source.name())).errors().stream()
                        .map(Finding::message)
                        .forEach(problem -> problems.add("Source " + source.name() + ": " + problem));
            } catch (SourceException e) {
                problems.add("Source " + source.name() + ": " + e.getMessage());
            }
        }
        if (!problems.isEmpty()) {
            throw new StackException(String.join("\n", problems));
        }
    }
}
