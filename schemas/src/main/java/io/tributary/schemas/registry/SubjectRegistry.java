package io.tributary.schemas.registry;

import java.util.Optional;
import org.apache.avro.Schema;

/** A registry that also tells what belongs to a subject now. */
public interface SubjectRegistry extends SchemaRegistry {

    /**
     * The newest schema of a subject, asked for anew each time; empty if there is no such subject.
     *
     * @throws RegistryUnavailableException if the registry cannot be reached; worth a retry
     */
    Optional<Schema> latest(String subject);
}
