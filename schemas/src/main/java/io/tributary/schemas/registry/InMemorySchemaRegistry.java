package io.tributary.schemas.registry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;

/** A registry inside one process: what tests run a stage against without a server. */
public final class InMemorySchemaRegistry implements SubjectRegistry {

    private final List<Schema> schemas = new ArrayList<>();
    private final Map<String, Schema> latest = new HashMap<>();

    @Override
    public synchronized int register(String subject, Schema schema) {
        latest.put(subject, schema);
        int known = schemas.indexOf(schema);
        if (known >= 0) {
            return known + 1;
        }
        schemas.add(schema);
        return schemas.size();
    }

    @Override
    public synchronized Schema byId(int id) throws UnknownSchemaException {
        if (id < 1 || id > schemas.size()) {
            throw new UnknownSchemaException(id);
        }
        return schemas.get(id - 1);
    }

    @Override
    public synchronized Optional<Schema> latest(String subject) {
        return Optional.ofNullable(latest.get(subject));
    }
}
