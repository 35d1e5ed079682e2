package io.tributary.schemas.registry;

import org.apache.avro.Schema;

/**
 * Schemas by id and by subject. Implementations are thread-safe and remember what they have seen, so that a call per
 * record costs a map look-up.
 */
public interface SchemaRegistry {

    /**
     * Registers a schema under a subject; answers the id it already has if it is known there.
     *
     * @throws RegistryUnavailableException if the registry cannot be reached; worth a retry
     * @throws SchemaRejectedException if the registry does not take the schema; a retry will not help
     */
    int register(String subject, Schema schema);

    /**
     * The schema of an id.
     *
     * @throws UnknownSchemaException if the registry answers that it has none; a retry will not help
     * @throws RegistryUnavailableException if the registry cannot be reached; worth a retry
     */
    Schema byId(int id) throws UnknownSchemaException;
}
