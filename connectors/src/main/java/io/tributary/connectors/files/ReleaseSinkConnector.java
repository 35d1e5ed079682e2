package io.tributary.connectors.files;

import io.tributary.connectors.plugin.PluginVersion;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.sink.SinkConnector;

/**
 * Deletes or moves files that are completely in the lake, as told by {@code settled.<source>.<dataset>}. Values must arrive
 * as JSON without a schema.
 */
public final class ReleaseSinkConnector extends SinkConnector {

    private Map<String, String> settings = Map.of();

    @Override
    public String version() {
        return PluginVersion.of(ReleaseSinkConnector.class);
    }

    @Override
    public ConfigDef config() {
        return ReleaseConfig.definition();
    }

    @Override
    public void start(Map<String, String> properties) {
        new ReleaseConfig(properties);
        settings = Map.copyOf(properties);
    }

    @Override
    public Class<? extends Task> taskClass() {
        return ReleaseSinkTask.class;
    }

    /** One task: a server of files is not to be hurried. */
    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        return List.of(settings);
    }

    @Override
    public void stop() {
        // Holds nothing.
    }
}
