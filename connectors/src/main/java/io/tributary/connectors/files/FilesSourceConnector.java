package io.tributary.connectors.files;

import io.tributary.connectors.plugin.PluginVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.apache.kafka.connect.source.SourceConnector;

/** Reads files from an FTP server, a local folder or S3 into Kafka, record by record. */
public final class FilesSourceConnector extends SourceConnector {

    private Map<String, String> settings = Map.of();

    @Override
    public String version() {
        return PluginVersion.of(FilesSourceConnector.class);
    }

    @Override
    public ConfigDef config() {
        return FilesConfig.definition();
    }

    @Override
    public Config validate(Map<String, String> candidate) {
        Config result = super.validate(candidate);
        if (result.configValues().stream()
                .allMatch(value -> value.errorMessages().isEmpty())) {
            try {
                FormatConfig.format(new FilesConfig(candidate));
            } catch (ConfigException e) {
                result.configValues().stream()
                        .filter(value -> value.name().equals(FormatConfig.COLUMNS))
                        .forEach(value -> value.addErrorMessage(e.getMessage()));
            }
        }
        return result;
    }

    @Override
    public void start(Map<String, String> properties) {
        new FilesConfig(properties);
        settings = Map.copyOf(properties);
    }

    @Override
    public Class<? extends Task> taskClass() {
        return FilesSourceTask.class;
    }

    /** Every task lists, and takes the files whose path falls to its number. */
    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        List<Map<String, String>> tasks = new ArrayList<>();
        for (int task = 0; task < maxTasks; task++) {
            Map<String, String> config = new HashMap<>(settings);
            config.put(FilesConfig.TASK, Integer.toString(task));
            config.put(FilesConfig.TASKS, Integer.toString(maxTasks));
            tasks.add(config);
        }
        return tasks;
    }

    @Override
    public void stop() {
        // Holds nothing.
    }

    /** Each record carries the offset behind it, and the same bytes always give the same records. */
    @Override
    public ExactlyOnceSupport exactlyOnceSupport(Map<String, String> properties) {
        return ExactlyOnceSupport.SUPPORTED;
    }

    /**
     * Allows offsets to be changed: null reads the file again from its beginning as its first generation, any other must be
     * one that this connector writes.
     */
    @Override
    public boolean alterOffsets(Map<String, String> properties, Map<Map<String, ?>, Map<String, ?>> offsets) {
        offsets.forEach((partition, offset) -> {
            // A null offset removes a partition, whatever it looks like.
            if (offset == null) {
                return;
            }
            if (!FilePartition.isValid(partition)) {
                throw new ConnectException("The partition " + partition + " is not one of this connector: it needs the"
                        + " strings source, dataset and file");
            }
            String path = (String) partition.get(FilePartition.FILE);
            if (!path.isEmpty() && FileOffset.of(path, offset).isEmpty()) {
                throw new ConnectException("The offset " + offset + " of " + path + " is not one of this connector: it"
                        + " needs state (READING, DONE, REJECTED) and the numbers generation, ordering, size, entry,"
                        + " record, records, rejected");
            }
        });
        return true;
    }
}
