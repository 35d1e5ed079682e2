package io.tributary.connectors.files;

import io.tributary.connectors.files.store.FileStore;
import io.tributary.connectors.files.store.StoreUnavailableException;
import io.tributary.connectors.files.store.StoredFile;
import io.tributary.connectors.plugin.PluginVersion;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes settled files away. A record may come again after a crash: a file that is gone or is another one is left alone. */
public final class ReleaseSinkTask extends SinkTask {

    private static final Logger LOG = LoggerFactory.getLogger(ReleaseSinkTask.class);

    private ReleaseConfig config;
    private FileStore store;

    @Override
    public String version() {
        return PluginVersion.of(ReleaseSinkTask.class);
    }

    @Override
    public void start(Map<String, String> settings) {
        config = new ReleaseConfig(settings);
        store = StoreConfig.store(config);
    }

    @Override
    public void put(Collection<SinkRecord> records) {
        for (SinkRecord record : records) {
            if (record.value() != null) {
                release(SettledFile.of(record.value()));
            }
        }
    }

    private void release(SettledFile settled) {
        String path = settled.content().path();
        try {
            Optional<StoredFile> now = store.find(path);
            if (now.isEmpty()) {
                return;
            }
            if (!settled.isStill(now.get())) {
                LOG.warn(
                        "{} is kept: it is not known to be what was read as generation {}", path, settled.generation());
                return;
            }
            if (config.isMove()) {
                store.move(now.get(), settled.below(config.folder()));
            } else {
                store.delete(now.get());
            }
            LOG.info(
                    "{} is in the lake and was {}",
                    path,
                    config.isMove() ? "moved to " + settled.below(config.folder()) : "deleted");
        } catch (StoreUnavailableException e) {
            throw new RetriableException(e.getMessage(), e);
        } catch (IOException e) {
            throw new ConnectException(e.getMessage(), e);
        }
    }

    @Override
    public void stop() {
        if (store != null) {
            store.close();
        }
    }
}
