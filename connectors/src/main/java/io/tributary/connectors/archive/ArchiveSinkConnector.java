package io.tributary.connectors.archive;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.sink.SinkConnector;

/**
 * Writes topics unchanged into a bucket, each offset exactly once. Keys, values and headers must arrive as bytes, so all
 * three converters are {@code org.apache.kafka.connect.converters.ByteArrayConverter}.
 */
public final class ArchiveSinkConnector extends SinkConnector {

    private Map<String, String> properties;

    @Override
    public void start(Map<String, String> props) {
        new ArchiveConfig(props);
        properties = Map.copyOf(props);
    }

    @Override
    public Class<? extends Task> taskClass() {
        return ArchiveSinkTask.class;
    }

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        return Collections.nCopies(maxTasks, properties);
    }

    @Override
    public void stop() {
        // It has started nothing.
    }

    @Override
    public ConfigDef config() {
        return ArchiveConfig.DEFINITION;
    }

    @Override
    public String version() {
        return implementationVersion();
    }

    static String implementationVersion() {
        String version = ArchiveSinkConnector.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
