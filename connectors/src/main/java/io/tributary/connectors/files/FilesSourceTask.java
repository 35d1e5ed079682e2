package io.tributary.connectors.files;

import io.tributary.connectors.plugin.PluginVersion;
import io.tributary.connectors.plugin.StopSignal;
import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;

/** Reads the files whose path falls to this task. */
public final class FilesSourceTask extends SourceTask {

    /** How long Connect's thread may be kept in poll; it looks for a stop in between. */
    private static final long MAX_PAUSE_MILLIS = 1_000;

    private static final long STOP_WAIT_MILLIS = 3_000;

    private final ReentrantLock polling = new ReentrantLock();
    private StopSignal stop;
    private FilesPoll poll;

    @Override
    public String version() {
        return PluginVersion.of(FilesSourceTask.class);
    }

    /** Lists once, so that a task whose store refuses the login never counts as running. */
    @Override
    public void start(Map<String, String> settings) {
        FilesConfig config = new FilesConfig(settings);
        stop = new StopSignal(config.getInt(FilesConfig.ATTEMPTS), config.getLong(FilesConfig.BACKOFF), new Random());
        Period period = new Period(config.getString(FilesConfig.PERIOD));
        FileQueue queue = new FileQueue(period, paths -> committed(config, paths));
        try {
            FilesPoll listed = new FilesPoll(config, StoreConfig.store(config), queue, period, stop, Clock.systemUTC());
            listed.start();
            poll = listed;
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
        polling.lock();
        try {
            if (stop.isStopped()) {
                return null;
            }
            List<SourceRecord> records = poll.next();
            if (!records.isEmpty()) {
                return records;
            }
            stop.pause(Math.min(poll.idleMillis(), MAX_PAUSE_MILLIS));
            return null;
        } finally {
            if (stop.isStopped()) {
                poll.close();
            }
            polling.unlock();
        }
    }

    /** May come from another thread while that of {@link #poll} waits for a server: then that one cleans up. */
    @Override
    public void stop() {
        if (poll == null) {
            return;
        }
        stop.stop();
        try {
            if (polling.tryLock(STOP_WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
                try {
                    poll.close();
                } finally {
                    polling.unlock();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
