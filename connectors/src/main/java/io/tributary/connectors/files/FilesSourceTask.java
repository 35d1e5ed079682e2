package io.tributary.connectors.files;

import io.tributary.connectors.plugin.PluginVersion;
import io.tributary.connectors.plugin.PollThread;
import io.tributary.connectors.plugin.StopSignal;
import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;

/** Reads the files whose path falls to this task. */
public final class FilesSourceTask extends SourceTask {

    private PollThread thread;

    @Override
    public String version() {
        return PluginVersion.of(FilesSourceTask.class);
    }

    /** Lists once, so that a task whose store refuses the login never counts as running. */
    @Override
    public void start(Map<String, String> settings) {
        FilesConfig config = new FilesConfig(settings);
        StopSignal stop =
                new StopSignal(config.getInt(FilesConfig.ATTEMPTS), config.getLong(FilesConfig.BACKOFF), new Random());
        Period period = new Period(config.getString(FilesConfig.PERIOD));
        FileQueue queue = new FileQueue(period, paths -> committed(config, paths));
        try {
            FilesPoll listed = new FilesPoll(config, StoreConfig.store(config), queue, period, stop, Clock.systemUTC());
            listed.start();
            thread = new PollThread(
                    "files-" + config.dataset().tableName() + "-" + config.getInt(FilesConfig.TASK), listed, stop);
            thread.start();
        } catch (IOException e) {
            throw new ConnectException(e.getMessage(), e);
        }
    }

    private Map<String, FileOffset> committed(FilesConfig config, List<String> paths) {
        Map<Map<String, String>, String> partitions = new HashMap<>();
        paths.forEach(path -> partitions.put(FilePartition.of(config, path), path));
        Map<String, FileOffset> offsets = new HashMap<>();
        context.offsetStorageReader().offsets(partitions.keySet()).forEach((partition, offset) -> {
            if (offset != null) {
                String path = partitions.get(partition);
                FileOffset.of(path, offset).ifPresent(known -> offsets.put(path, known));
            }
        });
        return offsets;
    }

    @Override
    public List<SourceRecord> poll() {
        return thread.poll();
    }

    @Override
    public void stop() {
        if (thread != null) {
            thread.stop();
        }
    }
}
