package io.tributary.connectors.tmdb;

import io.tributary.connectors.plugin.PluginVersion;
import io.tributary.connectors.plugin.StopSignal;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;

/** Polls TMDB. */
public final class TmdbSourceTask extends SourceTask {

    private static final long MAX_PAUSE_MILLIS = 1_000;

    private StopSignal stop;
    private TmdbPoll poll;

    @Override
    public String version() {
        return PluginVersion.of(TmdbSourceTask.class);
    }

    /** Fails if the key is not accepted, so that a task with a wrong one never counts as running. */
    @Override
    public void start(Map<String, String> settings) {
        TmdbConfig config = new TmdbConfig(settings).validated();
        stop = new StopSignal(config.getInt(TmdbConfig.ATTEMPTS), config.getLong(TmdbConfig.BACKOFF), new Random());
        EntryRecords records = new EntryRecords(config.getString(TmdbConfig.SOURCE));
        KnownEntries known = new KnownEntries(records, context.offsetStorageReader());
        Map<String, Object> last = context.offsetStorageReader().offset(records.pollPartition());
        long since = last != null && last.get(EntryRecords.SINCE) instanceof Number day ? day.longValue() : 0;
        TmdbApi api = new TmdbApi(config, stop);
        api.checkKey();
        poll = new TmdbPoll(config, api, known, records, since, Clock.systemUTC());
    }

    @Override
    public List<SourceRecord> poll() {
        if (stop.isStopped()) {
            return null;
        }
        List<SourceRecord> found = poll.next();
        if (!found.isEmpty()) {
            return found;
        }
        stop.pause(Math.min(poll.idleMillis(), MAX_PAUSE_MILLIS));
        return null;
    }

    @Override
    public void stop() {
        if (stop != null) {
            stop.stop();
        }
    }
}
