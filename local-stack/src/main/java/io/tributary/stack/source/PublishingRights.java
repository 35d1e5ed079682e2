package io.tributary.stack.source;

import io.tributary.stack.config.PostgresSource;
import io.tributary.stack.source.Finding.Rule;
import java.util.List;
import java.util.Optional;

/**
 * Whether the role can have a table published: it is already, or the role owns both the table and the publication.
 *
 * @param source the source
 * @param publication the source's publication; empty if it has yet to be made
 */
record PublishingRights(PostgresSource source, Optional<Publication> publication) {

    Optional<Finding> objection(TableFacts table) {
        if (publication.isPresent() && publication.get().publishes(table.oid())) {
            return Optional.empty();
        }
        String name = ControlObjects.publication(source.name());
        boolean ownsPublication = publication.map(Publication::owned).orElse(true);
        if (table.mayPublish() && ownsPublication) {
            return Optional.empty();
        }
        String fix = publication.isPresent()
                ? Publication.addTables(name, List.of(table.name()))
                : "ALTER TABLE " + table.name().sql() + " OWNER TO " + SqlText.identifier(source.user())
                        + "  (or let an administrator make the control tables and the publication '" + name
                        + "', as docs/postgres.md says)";
        return Optional.of(new Finding(
                Rule.MAY_NOT_PUBLISH,
                "table " + table.name(),
                "the role '" + source.user() + "' does not own "
                        + (table.mayPublish() ? "the publication '" + name + "'" : "it") + ", so it cannot publish it",
                "As superuser: " + fix));
    }
}
