package io.tributary.connectors.files;

import io.tributary.connectors.files.archive.Spool;
import io.tributary.connectors.files.store.AccessRefusedException;
import io.tributary.connectors.files.store.FileStore;
import io.tributary.connectors.files.store.PathFilter;
import io.tributary.connectors.files.store.StoredFile;
import io.tributary.connectors.plugin.PollThread;
import io.tributary.connectors.plugin.StopSignal;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One task's work: list, read file after file, and say how far it is. Used by one thread at a time. */
final class FilesPoll implements PollThread.Work {

    private static final Logger LOG = LoggerFactory.getLogger(FilesPoll.class);

    private final FilesConfig config;
    private final FileStore store;
    private final PathFilter filter;
    private final FileQueue queue;
    private final StopSignal stop;
    private final Clock clock;
    private final Period period;
    private final ProgressRecords progress;
    private final DeadLetters deadLetters;
    private final Spool spool;
    private final FileReading.Equipment equipment;
    private List<SourceRecord> firstListing = List.of();
    private OpenFile current;
    private RecordSchemas schemas;
    private long nextListing;
    private long nextProgress;
    private boolean everListed;
    private String trouble;
    private int failures;

    FilesPoll(FilesConfig config, FileStore store, FileQueue queue, Period period, StopSignal stop, Clock clock)
            throws IOException {
        this.config = config;
        this.store = store;
        this.queue = queue;
        this.period = period;
        this.stop = stop;
        this.clock = clock;
        filter = StoreConfig.filter(config);
        progress = new ProgressRecords(config);
        deadLetters = new DeadLetters(config, period);
        spool = new Spool(config.spoolFolder(), config.getLong(FilesConfig.SPOOL_BYTES));
        spool.clearLeftovers();
        equipment = new FileReading.Equipment(
                store,
                spool,
                new UntilStopped(stop),
                FormatConfig.format(config),
                new PathFilter(config.getList(FilesConfig.ENTRIES), List.of()),
                config.getLong(FilesConfig.ARCHIVE_MEMORY));
    }

    /**
     * Makes the first listing.
     *
     * @throws ConnectException if the store refuses the login or the folder
     */
    void start() {
        firstListing = list();
    }

    @Override
    public List<SourceRecord> next() {
        if (!firstListing.isEmpty()) {
            List<SourceRecord> records = firstListing;
            firstListing = List.of();
            return records;
        }
        if (current == null && queue.isEmpty()) {
            return clock.millis() < nextListing ? List.of() : list();
        }
        if (current == null) {
            begin(queue.take());
        }
        return read();
    }

    @Override
    public long idleMillis() {
        return current == null && queue.isEmpty() ? Math.max(0, nextListing - clock.millis()) : 0;
    }

    private List<SourceRecord> list() {
        try {
            List<StoredFile> mine =
                    store.list(filter).stream().filter(this::isMine).toList();
            queue.refresh(mine);
            nextListing = clock.millis() + config.getLong(FilesConfig.POLL_INTERVAL);
            failures = 0;
            // The first is always told, so that a pattern that matches nothing shows in the status, and that trouble of
            // an earlier run no longer does.
            boolean worthTelling = !everListed || trouble != null || !queue.isEmpty();
            everListed = true;
            trouble = null;
            return worthTelling ? List.of(progress.listed(anywhere(), queue.totals(0), now())) : List.of();
        } catch (AccessRefusedException e) {
            if (!everListed) {
                throw new ConnectException(e.getMessage(), e);
            }
            return postpone(e);
        } catch (IOException e) {
            return postpone(e);
        }
    }

    /** No file's path is empty, so that this is nobody's offset. */
    private Map<String, String> anywhere() {
        return FilePartition.of(config, "");
    }

    private boolean isMine(StoredFile file) {
        return Math.floorMod(file.path().hashCode(), config.getInt(FilesConfig.TASKS))
                == config.getInt(FilesConfig.TASK);
    }

    /** Tries again later, and tells the same trouble once. */
    private List<SourceRecord> postpone(IOException e) {
        failures++;
        long pause = stop.backoffMillis(failures);
        nextListing = clock.millis() + pause;
        LOG.warn("Listing for {} failed, trying again in {} ms: {}", config.rawTopic(), pause, e.getMessage());
        if (e.getMessage().equals(trouble)) {
            return List.of();
        }
        trouble = e.getMessage();
        return List.of(progress.unlisted(anywhere(), queue.totals(0), trouble, now()));
    }

    private void begin(FileOffset from) {
        String path = from.content().path();
        LOG.info(
                "Reading {} for {}, generation {}, from record {}",
                path,
                config.rawTopic(),
                from.generation(),
                from.records() + from.rejected());
        Map<String, String> partition = FilePartition.of(config, path);
        RowRecords rows = new RowRecords(
                config, partition, period.of(path), from.content().modified(), now(), schemas);
        current = new OpenFile(new FileReading(equipment, from), rows, deadLetters, partition, from);
        nextProgress = clock.millis() + config.getLong(FilesConfig.PROGRESS_INTERVAL);
    }

    private List<SourceRecord> read() {
        List<SourceRecord> batch = new ArrayList<>();
        try {
            current.read(batch, config.getInt(FilesConfig.BATCH_RECORDS));
            failures = 0;
            if (current.hasEnded()) {
                current.finish();
                end(batch, null);
            } else {
                queue.advance(current.offset());
                reportNowAndThen(batch);
            }
        } catch (IOException | RuntimeException e) {
            breakOff(batch, e);
        }
        return batch;
    }

    private void breakOff(List<SourceRecord> batch, Exception failure) {
        if (!batch.isEmpty()) {
            queue.advance(current.offset());
        }
        if (stop.isStopped()) {
            // Whatever broke: nobody takes what would be said of it.
            release();
            return;
        }
        switch (Blame.of(failure)) {
            case SURROUNDINGS -> {
                LOG.warn("{} has to wait: {}", current.offset().content().path(), failure.getMessage());
                queue.putBack(current.offset());
                release();
                failures++;
                // Not while records wait to be sent.
                if (batch.isEmpty()) {
                    stop.pause(stop.backoffMillis(failures));
                }
            }
            case CHANGE -> {
                LOG.info("{}; it is read again after the next listing", failure.getMessage());
                release();
                nextListing = Math.min(nextListing, clock.millis() + stop.backoffMillis(1));
            }
            case REFUSAL -> reject(batch, FileRule.UNREADABLE_FILE, failure);
            case CONTENT -> reject(batch, FileRule.DAMAGED_FILE, failure);
        }
    }

    private void reject(List<SourceRecord> batch, FileRule rule, Exception failure) {
        LOG.warn("{} goes to dead letters: {}", current.offset().content().path(), failure.toString());
        batch.addAll(current.reject(rule, failure));
        end(batch, DeadLetters.reason(failure));
    }

    private void end(List<SourceRecord> batch, String reason) {
        queue.advance(current.offset());
        batch.add(progress.file(current.partition(), current.offset(), queue.totals(0), reason, now()));
        release();
    }

    private void reportNowAndThen(List<SourceRecord> batch) {
        if (clock.millis() >= nextProgress) {
            nextProgress = clock.millis() + config.getLong(FilesConfig.PROGRESS_INTERVAL);
            batch.add(progress.file(
                    current.partition(), current.offset(), queue.totals(current.bytesRead()), null, now()));
        }
    }

    private Date now() {
        return new Date(clock.millis());
    }

    private void release() {
        schemas = current.schemas();
        try {
            current.close();
        } catch (IOException e) {
            LOG.warn("Closing {} failed: {}", current.offset().content().path(), e.getMessage());
        }
        current = null;
    }

    @Override
    public void close() {
        if (current != null) {
            release();
        }
        store.close();
    }
}
