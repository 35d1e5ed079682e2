package io.tributary.spark.clean;

import io.tributary.schemas.change.ChangeMetadata;
import io.tributary.schemas.registry.SchemaRegistry;
import io.tributary.schemas.registry.UnknownSchemaException;
import io.tributary.spark.lake.IncompatibleSchemaException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.avro.Schema;

/**
 * The schemas that the records of a slice were written with.
 *
 * @param byId the schemas by their ids, oldest first
 */
public record SliceSchemas(TreeMap<Integer, Schema> byId) {

    /**
     * Looks the schemas up.
     *
     * @throws UnknownSchemaException if the registry has none of an id
     * @throws IncompatibleSchemaException if a schema is not one of a clean record
     */
    public static SliceSchemas of(TopicSlice slice, SchemaRegistry registry)
            throws UnknownSchemaException, IncompatibleSchemaException {
        TreeMap<Integer, Schema> found = new TreeMap<>();
        for (int id : slice.schemaIds()) {
            Schema schema = registry.byId(id);
            if (schema.getType() != Schema.Type.RECORD || schema.getField(ChangeMetadata.FIELD) == null) {
                throw new IncompatibleSchemaException("Topic " + slice.dataset().cleanTopic()
                        + " has records of schema " + id + " (" + schema.getFullName() + "), which has no field "
                        + ChangeMetadata.FIELD + "; only Tributary's streams application may write there");
            }
            found.put(id, schema);
        }
        return new SliceSchemas(found);
    }

    public List<Schema> oldestFirst() {
        return List.copyOf(byId.values());
    }

    public Schema newest() {
        return byId.lastEntry().getValue();
    }

    /** The others than some. */
    public SliceSchemas without(Set<Integer> ids) {
        TreeMap<Integer, Schema> others = new TreeMap<>(byId);
        others.keySet().removeAll(ids);
        return new SliceSchemas(others);
    }

    /** A decoder for the records of a topic. */
    public CleanDecoder decoder(String topic) {
        return new CleanDecoder(topic, Map.copyOf(byId));
    }
}
