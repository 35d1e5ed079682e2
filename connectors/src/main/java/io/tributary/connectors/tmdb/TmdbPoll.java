package io.tributary.connectors.tmdb;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.connectors.plugin.PollThread;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.connect.source.SourceRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One poll after the other: asks for what is configured, follows what the answers name, and emits what changed. */
final class TmdbPoll implements PollThread.Work {

    private static final Logger LOG = LoggerFactory.getLogger(TmdbPoll.class);

    /** TMDB gives no page behind this one. */
    private static final int LAST_PAGE = 500;

    /** How far back TMDB tells changes. */
    private static final int MAX_DAYS = 14;

    private static final long DAY_MILLIS = 86_400_000;

    private final TmdbConfig config;
    private final TmdbApi api;
    private final KnownEntries known;
    private final EntryRecords records;
    private final Fingerprint fingerprint;
    private final Clock clock;
    private final Deque<Lookup> waiting = new ArrayDeque<>();
    private final Set<Lookup.Entry> asked = new HashSet<>();
    private boolean running;
    private long nextPoll;
    private long began;
    private long since;
    private long requests;
    private long emitted;
    private long failed;

    /**
     * Begins at once.
     *
     * @param since day of the last complete poll, days since 1970-01-01 UTC; 0 if there was none
     */
    TmdbPoll(TmdbConfig config, TmdbApi api, KnownEntries known, EntryRecords records, long since, Clock clock) {
        this.config = config;
        this.api = api;
        this.known = known;
        this.records = records;
        this.since = since;
        this.clock = clock;
        fingerprint = new Fingerprint(Set.copyOf(config.getList(TmdbConfig.IGNORE)));
    }

    /** The records of the next request; empty if it brought none or none is due. */
    @Override
    public List<SourceRecord> next() {
        if (!running) {
            if (clock.millis() < nextPoll) {
                return List.of();
            }
            begin();
        }
        Lookup lookup = waiting.poll();
        return lookup == null ? end() : ask(lookup);
    }

    /** Milliseconds until the next request is due. */
    @Override
    public long idleMillis() {
        return running ? 0 : Math.max(0, nextPoll - clock.millis());
    }

    @Override
    public void close() {
        // Holds nothing.
    }

    private void begin() {
        running = true;
        began = clock.millis();
        requests = 0;
        emitted = 0;
        failed = 0;
        asked.clear();
        enqueue(Kind.COLLECTION, config.ids(TmdbConfig.COLLECTIONS));
        enqueue(Kind.MOVIE, config.ids(TmdbConfig.MOVIES));
        enqueue(Kind.SERIES, config.ids(TmdbConfig.SERIES));
        config.getList(TmdbConfig.DISCOVER_MOVIES)
                .forEach(query -> waiting.add(new Lookup.Discovery(Kind.MOVIE, query, 1)));
        config.getList(TmdbConfig.DISCOVER_SERIES)
                .forEach(query -> waiting.add(new Lookup.Discovery(Kind.SERIES, query, 1)));
        if (config.getBoolean(TmdbConfig.CHANGES)) {
            // The day before too: its changes may have come after the poll.
            long first = since == 0 ? today() - 1 : Math.max(since - 1, today() - MAX_DAYS + 1);
            waiting.add(new Lookup.Changes(first, 1));
        }
    }

    private long today() {
        return Math.floorDiv(began, DAY_MILLIS);
    }

    private void enqueue(Kind kind, List<Long> ids) {
        List<Lookup.Entry> fresh = ids.stream()
                .map(id -> new Lookup.Entry(kind, id))
                .filter(asked::add)
                .toList();
        known.load(fresh);
        waiting.addAll(fresh);
    }

    private List<SourceRecord> end() {
        running = false;
        nextPoll = clock.millis() + config.getLong(TmdbConfig.POLL_INTERVAL);
        if (failed == 0) {
            since = today();
        }
        return List.of(records.poll(requests, emitted, failed, since, clock.millis()));
    }

    private List<SourceRecord> ask(Lookup lookup) {
        String request = request(lookup);
        requests++;
        try {
            Answer answer = api.get(request);
            if (answer instanceof Answer.Refused refused) {
                failed++;
                LOG.warn("{}", refused.reason());
                return List.of();
            }
            return lookup instanceof Lookup.Entry entry ? entry(entry, request, answer) : page(lookup, answer);
        } catch (TmdbUnavailableException e) {
            // Nothing is lost: what was not emitted is still news at the next poll.
            failed++;
            LOG.warn("{}; it is asked for again at the next poll", e.getMessage());
            return List.of();
        }
    }

    private String request(Lookup lookup) {
        if (lookup instanceof Lookup.Discovery discovery) {
            return "/discover/" + discovery.kind().path() + "?" + discovery.query() + "&page=" + discovery.page();
        }
        if (lookup instanceof Lookup.Changes changes) {
            return "/movie/changes?start_date=" + LocalDate.ofEpochDay(changes.since()) + "&page=" + changes.page();
        }
        Lookup.Entry entry = (Lookup.Entry) lookup;
        List<String> parameters = new ArrayList<>();
        List<String> append = config.getList(TmdbConfig.APPEND);
        if (!append.isEmpty() && entry.kind() != Kind.COLLECTION) {
            parameters.add("append_to_response=" + String.join(",", append));
        }
        if (config.getString(TmdbConfig.LANGUAGE) != null) {
            parameters.add("language=" + config.getString(TmdbConfig.LANGUAGE));
        }
        String path = "/" + entry.kind().path() + "/" + entry.id();
        return parameters.isEmpty() ? path : path + "?" + String.join("&", parameters);
    }

    private List<SourceRecord> entry(Lookup.Entry entry, String request, Answer answer) {
        String json = null;
        String hash = EntryRecords.GONE;
        if (answer instanceof Answer.Found found) {
            json = found.body();
            hash = fingerprint.of(found.json());
            if (entry.kind() == Kind.COLLECTION) {
                enqueue(Kind.MOVIE, ids(found.json().path("parts")));
            }
        }
        if (!known.isNews(entry, hash)) {
            return List.of();
        }
        emitted++;
        return List.of(records.entry(entry, request, json, hash, clock.millis()));
    }

    private List<SourceRecord> page(Lookup lookup, Answer answer) {
        if (!(answer instanceof Answer.Found found)) {
            return List.of();
        }
        int pages = found.json().path("total_pages").asInt();
        if (lookup instanceof Lookup.Discovery discovery) {
            enqueue(discovery.kind(), ids(found.json().path("results")));
            if (discovery.page() < Math.min(pages, LAST_PAGE)) {
                waiting.addFirst(new Lookup.Discovery(discovery.kind(), discovery.query(), discovery.page() + 1));
            } else if (pages > LAST_PAGE) {
                LOG.warn("TMDB gives {} of the {} pages of {}; split the query", LAST_PAGE, pages, discovery.query());
            }
        } else if (lookup instanceof Lookup.Changes changes) {
            enqueue(Kind.MOVIE, ids(found.json().path("results")));
            if (changes.page() < Math.min(pages, LAST_PAGE)) {
                waiting.addFirst(new Lookup.Changes(changes.since(), changes.page() + 1));
            }
        }
        return List.of();
    }

    private static List<Long> ids(JsonNode entries) {
        List<Long> ids = new ArrayList<>();
        entries.forEach(entry -> {
            if (entry.path("id").asLong() > 0) {
                ids.add(entry.path("id").asLong());
            }
        });
        return ids;
    }
}
