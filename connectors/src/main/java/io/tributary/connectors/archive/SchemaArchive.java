package io.tributary.connectors.archive;

import io.tributary.connectors.archive.store.ObjectStore;
import io.tributary.schemas.registry.SchemaRegistry;
import io.tributary.schemas.registry.UnknownSchemaException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The schemas of archived records, each written once. A key has the schema's fingerprint beside its id, since a registry
 * that was set up anew gives out its ids again.
 */
final class SchemaArchive {

    private static final Logger LOG = LoggerFactory.getLogger(SchemaArchive.class);
    private static final int FINGERPRINT_LETTERS = 16;
    /** For a schema that the registry does not know; the record's bytes are archived all the same. */
    private static final String UNKNOWN = "";

    private final ObjectStore store;
    private final ArchiveLayout layout;
    private final Optional<SchemaRegistry> registry;
    private final Map<Integer, String> keys = new HashMap<>();

    SchemaArchive(ObjectStore store, ArchiveLayout layout, Optional<SchemaRegistry> registry) {
        this.store = store;
        this.layout = layout;
        this.registry = registry;
    }

    /**
     * The keys of schemas by id, which are in the bucket afterwards.
     *
     * @throws io.tributary.schemas.registry.RegistryUnavailableException if the registry cannot be reached
     */
    Map<String, String> archive(Collection<Integer> ids) {
        Map<String, String> archived = new HashMap<>();
        for (int id : ids) {
            String key = keys.get(id);
            if (key == null) {
                key = write(id);
                keys.put(id, key);
            }
            archived.put(String.valueOf(id), key);
        }
        return archived;
    }

    private String write(int id) {
        if (registry.isEmpty()) {
            return UNKNOWN;
        }
        try {
            byte[] schema = registry.get().byId(id).toString(true).getBytes(StandardCharsets.UTF_8);
            String key = layout.schema(id, Sha256.hex(schema).substring(0, FINGERPRINT_LETTERS));
            store.putIfAbsent(key, schema);
            return key;
        } catch (UnknownSchemaException e) {
            LOG.warn("Records name schema {}, which the registry does not know; they are archived without it", id);
            return UNKNOWN;
        }
    }
}
