package io.tributary.connectors.tmdb;

import io.tributary.connectors.plugin.PluginVersion;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.apache.kafka.connect.source.SourceConnector;

/** Polls The Movie Database's API v3 and emits films, series and collections when they change. */
public final class TmdbSourceConnector extends SourceConnector {

    private Map<String, String> settings = Map.of();

    @Override
    public String version() {
        return PluginVersion.of(TmdbSourceConnector.class);
    }

    @Override
    public ConfigDef config() {
        return TmdbConfig.definition();
    }

    @Override
    public Config validate(Map<String, String> candidate) {
        Config result = super.validate(candidate);
        if (result.configValues().stream()
                .allMatch(value -> value.errorMessages().isEmpty())) {
            try {
                new TmdbConfig(candidate).validated();
            } catch (ConfigException e) {
                String key = e.getMessage().startsWith("Nothing") ? TmdbConfig.MOVIES : TmdbConfig.TOKEN;
                result.configValues().stream()
                        .filter(value -> value.name().equals(key))
                        .forEach(value -> value.addErrorMessage(e.getMessage()));
            }
        }
        return result;
    }

    @Override
    public void start(Map<String, String> properties) {
        new TmdbConfig(properties).validated();
        settings = Map.copyOf(properties);
    }

    @Override
    public Class<? extends Task> taskClass() {
        return TmdbSourceTask.class;
    }

    /** One task, since TMDB counts the requests of a key, wherever they come from. */
    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        return List.of(settings);
    }

    @Override
    public void stop() {
        // Holds nothing.
    }

    /** What is emitted and the fingerprint that keeps it from being emitted again are committed together. */
    @Override
    public ExactlyOnceSupport exactlyOnceSupport(Map<String, String> properties) {
        return ExactlyOnceSupport.SUPPORTED;
    }

    /** Allows offsets to be changed: without its offset an entry is emitted again at the next poll. */
    @Override
    public boolean alterOffsets(Map<String, String> properties, Map<Map<String, ?>, Map<String, ?>> offsets) {
        offsets.forEach((partition, offset) -> {
            boolean ours = offset == null
                    || partition.get(EntryRecords.SOURCE) instanceof String
                            && partition.get(EntryRecords.ID) instanceof String
                            && (EntryRecords.POLL.equals(partition.get(EntryRecords.KIND))
                                    ? offset.get(EntryRecords.SINCE) instanceof Number
                                    : offset.get(EntryRecords.HASH) instanceof String);
            if (!ours) {
                throw new ConnectException(
                        "The offset " + offset + " of " + partition + " is not one of this connector:"
                                + " partitions have source, kind and id, offsets a hash, or since for the kind poll");
            }
        });
        return true;
    }
}
