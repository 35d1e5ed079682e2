package io.tributary.connectors.plugin;

import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/** Validators that ask whoever will read the value. */
public final class Checks {

    private Checks() {}

    /** A value that the reader takes without an IllegalArgumentException, or none. */
    public static ConfigDef.Validator of(String what, Consumer<String> reader) {
        return ConfigDef.LambdaValidator.with(
                (name, value) -> {
                    if (value != null) {
                        check(name, (String) value, reader);
                    }
                },
                () -> what);
    }

    /** A list of such values. */
    public static ConfigDef.Validator eachOf(String what, Consumer<String> reader) {
        return ConfigDef.LambdaValidator.with(
                (name, value) -> {
                    if (value instanceof List<?> list) {
                        list.forEach(item -> check(name, (String) item, reader));
                    }
                },
                () -> "each " + what);
    }

    private static void check(String name, String value, Consumer<String> reader) {
        try {
            reader.accept(value);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(name + ": the value " + e.getMessage());
        }
    }
}
