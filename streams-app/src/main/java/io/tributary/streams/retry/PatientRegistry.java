package io.tributary.streams.retry;

import io.tributary.schemas.registry.SchemaRegistry;
import io.tributary.schemas.registry.UnknownSchemaException;
import org.apache.avro.Schema;

/** A registry that is asked again when it does not answer. */
public final class PatientRegistry implements SchemaRegistry {

    private final SchemaRegistry registry;
    private final Patience patience;

    public PatientRegistry(SchemaRegistry registry, Patience patience) {
        this.registry = registry;
        this.patience = patience;
    }

    @Override
    public int register(String subject, Schema schema) {
        return patience.call(() -> registry.register(subject, schema));
    }

    @Override
    public Schema byId(int id) throws UnknownSchemaException {
        Answer answer = patience.call(() -> {
            try {
                return new Answer(registry.byId(id), null);
            } catch (UnknownSchemaException e) {
                return new Answer(null, e);
            }
        });
        if (answer.unknown() != null) {
            throw answer.unknown();
        }
        return answer.schema();
    }

    private record Answer(Schema schema, UnknownSchemaException unknown) {}
}
