package io.tributary.stack.connect;

import io.tributary.stack.config.ContractedSource;
import java.util.List;
import java.util.Map;

/** The connectors that capture a source, as configurations. */
interface PluginConnectors {

    ContractedSource source();

    /** Names of the connectors. */
    List<String> names();

    /** The connectors by name, each with its configuration; secrets are references to a file that Connect reads. */
    Map<String, Map<String, String>> configs();

    /** What the references stand for, by key. */
    Map<String, String> secrets();

    /** Sets a list; an empty one is left to the connector's default. */
    static void putList(Map<String, String> config, String key, List<String> items) {
        if (!items.isEmpty()) {
            config.put(key, String.join(",", items));
        }
    }

    /** Whether a connector captures this source, or did so before its configuration was changed. */
    boolean isOwn(String connector);
}
