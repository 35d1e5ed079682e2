package io.tributary.stack.connect;

import io.tributary.stack.config.SourceConfig;
import java.util.List;
import java.util.Map;

/** The connectors that capture a source, as configurations. */
interface PluginConnectors {

    SourceConfig source();

    /** Names of the datasets that the connectors make. */
    List<String> datasets();

    /** Names of the connectors. */
    List<String> names();

    /** The connectors by name, each with its configuration; secrets are references to a file that Connect reads. */
    Map<String, Map<String, String>> configs();

    /** What the references stand for, by key. */
    Map<String, String> secrets();

    /** Whether a connector captures this source, or did so before its configuration was changed. */
    boolean isOwn(String connector);
}
