package io.tributary.spark.query;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.HashSet;
import java.util.Set;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Writes JSON Lines: one object a row, NULL as {@code null}, keys in the order of the columns. A name that occurs twice,
 * as in a join's {@code SELECT *}, gets {@code _2}, {@code _3} ... so that no value hides another.
 */
final class JsonLinesSink implements RowSink {

    private final Writer out;
    private DataType[] types;
    private String[] prefixes;

    JsonLinesSink(Writer out) {
        this.out = out;
    }

    @Override
    public void begin(StructType schema) {
        StructField[] fields = schema.fields();
        types = new DataType[fields.length];
        prefixes = new String[fields.length];
        Set<String> taken = new HashSet<>();
        for (int i = 0; i < fields.length; i++) {
            types[i] = fields[i].dataType();
            String name = fields[i].name();
            for (int n = 2; !taken.add(name); n++) {
                name = fields[i].name() + "_" + n;
            }
            StringBuilder prefix = new StringBuilder(i == 0 ? "{" : ",");
            JsonText.appendString(prefix, name);
            prefixes[i] = prefix.append(':').toString();
        }
    }

    @Override
    public boolean accept(InternalRow row) {
        StringBuilder line = new StringBuilder(types.length == 0 ? "{" : "");
        for (int i = 0; i < types.length; i++) {
            line.append(prefixes[i]);
            JsonText.append(line, types[i], row, i);
        }
        try {
            out.append(line.append("}\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return true;
    }

    @Override
    public void end() {
        // Nothing follows the last object.
    }
}
