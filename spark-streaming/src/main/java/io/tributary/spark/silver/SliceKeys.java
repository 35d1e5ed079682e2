package io.tributary.spark.silver;

import io.tributary.spark.clean.SliceSchemas;
import io.tributary.spark.lake.IncompatibleSchemaException;
import io.tributary.spark.lake.TableColumns;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.avro.Schema;

/** The keys under which the rows of a slice stand, by the schemas that they were written with. */
final class SliceKeys {

    /** Schemas that name a key, oldest first; an empty key is that of rows without one. */
    private final TreeMap<Integer, List<String>> bySchema = new TreeMap<>();

    private SliceKeys() {}

    static SliceKeys of(SliceSchemas schemas) throws IncompatibleSchemaException {
        SliceKeys keys = new SliceKeys();
        for (Map.Entry<Integer, Schema> schema : schemas.byId().entrySet()) {
            TableColumns.keyOf(List.of(schema.getValue())).ifPresent(key -> keys.bySchema.put(schema.getKey(), key));
        }
        return keys;
    }

    /** The newest key; an empty one if no row has one, and nothing if no schema says. */
    Optional<List<String>> newest() {
        return newestBut(List.of()).or(() -> bySchema.isEmpty() ? Optional.empty() : Optional.of(List.of()));
    }

    /** The newest key that is another than a given one. */
    Optional<List<String>> newestBut(List<String> key) {
        return bySchema.descendingMap().values().stream()
                .filter(other -> !other.isEmpty() && !other.equals(key))
                .findFirst();
    }

    boolean have(List<String> key) {
        return bySchema.containsValue(key);
    }

    /** Schemas whose rows have another key or none. */
    Set<Integer> schemasWithout(List<String> key) {
        Set<Integer> without = new HashSet<>();
        bySchema.forEach((id, other) -> {
            if (!other.equals(key)) {
                without.add(id);
            }
        });
        return without;
    }
}
