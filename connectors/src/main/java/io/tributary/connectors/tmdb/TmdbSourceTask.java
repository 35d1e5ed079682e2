package io.tributary.connectors.tmdb;

import io.tributary.connectors.plugin.PluginVersion;
import io.tributary.connectors.plugin.PollThread;
import io.tributary.connectors.plugin.StopSignal;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;

/** Polls TMDB. */
public final class TmdbSourceTask extends SourceTask {

    private PollThread thread;

    @Override
    public String version() {
        return PluginVersion.of(TmdbSourceTask.class);
    }

    /** Fails if the key is not accepted, so that a task with a wrong one never counts as running. */
    @Override
    public void start(Map<String, String> settings) {
        TmdbConfig config = new TmdbConfig(settings).validated();
        StopSignal stop =
                new StopSignal(config.getInt(TmdbConfig.ATTEMPTS), config.getLong(TmdbConfig.BACKOFF), new Random());
        EntryRecords records = new EntryRecords(config.getString(TmdbConfig.SOURCE));
        KnownEntries known = new KnownEntries(records, context.offsetStorageReader());
        Map<String, Object> last = context.offsetStorageReader().offset(records.pollPartition());
        long since = last != null && last.get(EntryRecords.SINCE) instanceof Number day ? day.longValue() : 0;
        TmdbApi api = new TmdbApi(config, stop);
        api.checkKey();
        TmdbPoll poll = new TmdbPoll(config, api, known, records, since, Clock.systemUTC());
        thread = new PollThread("tmdb-" + config.getString(TmdbConfig.SOURCE), poll, stop);
        thread.start();
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
