package io.tributary.connectors.files;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Timestamp;

/** Schemas of raw records: every column an optional string in the file's order, then {@value #META}. */
final class RecordSchemas {

    static final String META = "_meta";
    static final String FILE = "file";
    static final String ENTRY = "entry";
    static final String LINE = "line";
    static final String RECORD = "record";
    static final String GENERATION = "generation";
    static final String ORDERING = "ordering";
    static final String PERIOD = "period";
    static final String MODIFIED = "modified";
    static final String READ_AT = "read_at";

    /** Where a record comes from. */
    static final Schema ORIGIN = SchemaBuilder.struct()
            .name("io.tributary.files.Origin")
            .field(FILE, Schema.STRING_SCHEMA)
            .field(ENTRY, Schema.OPTIONAL_STRING_SCHEMA)
            .field(LINE, Schema.INT64_SCHEMA)
            .field(RECORD, Schema.INT64_SCHEMA)
            .field(GENERATION, Schema.INT64_SCHEMA)
            .field(ORDERING, Schema.INT64_SCHEMA)
            .field(PERIOD, Schema.OPTIONAL_STRING_SCHEMA)
            .field(MODIFIED, Timestamp.builder().optional().build())
            .field(READ_AT, Timestamp.SCHEMA)
            .build();

    /** The key of a record whose columns make none. */
    static final Schema PLACE = SchemaBuilder.struct()
            .name("io.tributary.files.Place")
            .field(FILE, Schema.STRING_SCHEMA)
            .field(ENTRY, Schema.OPTIONAL_STRING_SCHEMA)
            .field(LINE, Schema.INT64_SCHEMA)
            .build();

    private final List<String> columns;
    private final Schema value;
    private final Schema key;
    private final int[] keyIndexes;

    /**
     * Makes the schemas for files with these columns.
     *
     * @throws MissingKeyException if a key column is not among them
     */
    RecordSchemas(String topic, List<String> columns, List<String> keyColumns) throws MissingKeyException {
        this.columns = columns;
        value = valueSchema(topic, columns);
        keyIndexes = new int[keyColumns.size()];
        SchemaBuilder keyBuilder = SchemaBuilder.struct().name(topic + ".Key");
        for (int i = 0; i < keyIndexes.length; i++) {
            keyIndexes[i] = columns.indexOf(keyColumns.get(i));
            if (keyIndexes[i] < 0) {
                throw new MissingKeyException("The file has no column '" + keyColumns.get(i) + "' of "
                        + FilesConfig.KEY_COLUMNS + "; it has " + columns);
            }
            keyBuilder.field(keyColumns.get(i), Schema.OPTIONAL_STRING_SCHEMA);
        }
        key = keyColumns.isEmpty() ? PLACE : keyBuilder.build();
    }

    private static Schema valueSchema(String topic, List<String> columns) {
        SchemaBuilder builder = SchemaBuilder.struct().name(topic + ".Value");
        Set<String> taken = new HashSet<>(columns);
        taken.add(META);
        for (String name : fieldNames(columns, taken)) {
            builder.field(name, Schema.OPTIONAL_STRING_SCHEMA);
        }
        return builder.field(META, ORIGIN).build();
    }

    private static List<String> fieldNames(List<String> columns, Set<String> taken) {
        List<String> names = new ArrayList<>();
        for (String column : columns) {
            String name = column;
            while (name.equals(META) || !name.equals(column) && taken.contains(name)) {
                name += "_";
            }
            names.add(name);
        }
        return names;
    }

    boolean isOf(List<String> otherColumns) {
        return columns == otherColumns || columns.equals(otherColumns);
    }

    Schema value() {
        return value;
    }

    Schema key() {
        return key;
    }

    /** Positions of the key's columns; empty if the place is the key. */
    int[] keyIndexes() {
        return keyIndexes;
    }
}
