package io.tributary.connectors.plugin;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;

/** Values that a form offers for a setting. */
public record Choice(List<Object> values) implements ConfigDef.Recommender {

    public static Choice of(String... values) {
        return new Choice(List.of((Object[]) values));
    }

    @Override
    public List<Object> validValues(String name, Map<String, Object> parsed) {
        return values;
    }

    @Override
    public boolean visible(String name, Map<String, Object> parsed) {
        return true;
    }
}
