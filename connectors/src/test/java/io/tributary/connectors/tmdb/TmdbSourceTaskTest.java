package io.tributary.connectors.tmdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceConnector;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.apache.kafka.connect.storage.OffsetStorageReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The task against a stand-in that answers as TMDB documents it. */
class TmdbSourceTaskTest {

    private static final String KEY = "very-secret-key";
    private static final String JSON = "{\"id\": 603,\"title\":\"The Matrix\",\"popularity\":1.5}";

    private final Map<Map<String, ?>, Map<String, Object>> offsets = new HashMap<>();
    private TmdbStub tmdb;

    @BeforeEach
    void start() throws IOException {
        tmdb = new TmdbStub();
    }

    @AfterEach
    void stop() {
        tmdb.close();
    }

    private TmdbSourceTask started(Map<String, String> config) {
        TmdbSourceTask task = new TmdbSourceTask();
        task.initialize(new Context());
        task.start(config);
        return task;
    }

    private Map<String, String> config(String... settings) {
        Map<String, String> config = new HashMap<>(Map.of(
                "source",
                "films",
                "tmdb.url",
                tmdb.url(),
                "poll.interval.ms",
                "10",
                "retry.backoff.ms",
                "1",
                "requests.per.second",
                "50"));
        for (int i = 0; i < settings.length; i += 2) {
            config.put(settings[i], settings[i + 1]);
        }
        if (!config.containsKey("tmdb.token")) {
            config.putIfAbsent("tmdb.api.key", KEY);
        }
        return config;
    }

    /** All that a new task emits until it is through with a number of polls. */
    private List<SourceRecord> poll(int polls, String... settings) {
        Map<String, String> config = config(settings);
        TmdbSourceTask task = started(config);
        List<SourceRecord> all = new ArrayList<>();
        try {
            long deadline = System.nanoTime() + 30_000_000_000L;
            for (int ended = 0; ended < polls; ) {
                assertThat(System.nanoTime()).as("deadline of the poll").isLessThan(deadline);
                List<SourceRecord> batch = task.poll();
                for (SourceRecord record : batch == null ? List.<SourceRecord>of() : batch) {
                    offsets.put(record.sourcePartition(), new HashMap<>(record.sourceOffset()));
                    all.add(record);
                    ended += record.topic().startsWith("progress.") ? 1 : 0;
                }
            }
        } finally {
            task.stop();
        }
        return all;
    }

    private static List<Struct> entries(List<SourceRecord> records) {
        return records.stream()
                .filter(record -> record.topic().startsWith("raw."))
                .map(record -> (Struct) record.value())
                .toList();
    }

    private static long failed(List<SourceRecord> records) {
        return ((Struct) records.get(records.size() - 1).value()).getInt64("failed");
    }

    @Test
    void emitsWhatTmdbSentUntouched() {
        tmdb.on("/movie/603", JSON);

        List<SourceRecord> records = poll(1, "tmdb.movies", "603", "tmdb.language", "pt-BR");

        assertThat(records.get(0).topic()).isEqualTo("raw.films.movies");
        Struct film = entries(records).get(0);
        assertThat(film.getString("json")).isEqualTo(JSON);
        assertThat(film.getInt64("id")).isEqualTo(603);
        assertThat(film.getStruct("_meta").getString("request"))
                .isEqualTo("/movie/603?append_to_response=credits&language=pt-BR");
        assertThat(film.getStruct("_meta").getString("event")).isEqualTo("seen");
    }

    @Test
    void emitsAFilmAgainOnlyIfItChanged() {
        tmdb.on("/movie/603", JSON)
                .on("/movie/603", "{\"popularity\":2.5,\"title\":\"The Matrix\",\"id\": 603}")
                .on("/movie/603", "{\"id\":603,\"title\":\"Matrix\",\"popularity\":2.5}");

        List<Struct> first = entries(poll(4, "tmdb.movies", "603"));
        List<Struct> afterRestart = entries(poll(1, "tmdb.movies", "603"));

        assertThat(first).hasSize(2);
        assertThat(first.get(1).getString("json")).contains("\"Matrix\"");
        assertThat(first.get(1).getStruct("_meta").getInt64("ordering"))
                .isGreaterThanOrEqualTo(first.get(0).getStruct("_meta").getInt64("ordering"));
        assertThat(afterRestart).isEmpty();
    }

    @Test
    void followsCollectionsAndDiscoveries() {
        tmdb.on("/collection/10", "{\"id\":10,\"parts\":[{\"id\":1},{\"id\":2}]}")
                .on("/discover/movie", "{\"page\":1,\"results\":[{\"id\":2}],\"total_pages\":2}")
                .on("/discover/movie", "{\"page\":2,\"results\":[{\"id\":3}],\"total_pages\":2}")
                .on("/tv/9", "{\"id\":9}")
                .on("/movie/1", "{\"id\":1}")
                .on("/movie/2", "{\"id\":2}")
                .on("/movie/3", "{\"id\":3}");

        List<SourceRecord> records =
                poll(1, "tmdb.collections", "10", "tmdb.discover.movies", "with_genres=878", "tmdb.series", "9");

        assertThat(entries(records))
                .extracting(entry -> entry.getInt64("id"))
                .containsExactlyInAnyOrder(10L, 1L, 2L, 3L, 9L);
        assertThat(tmdb.requests()).anyMatch(request -> request.startsWith("/discover/movie?with_genres=878&page=2&"));
    }

    @Test
    void asksForNoPageBehind500() {
        tmdb.on("/discover/movie", "{\"results\":[],\"total_pages\":38020}");

        poll(1, "tmdb.discover.movies", "a=b", "tmdb.api.key", KEY, "requests.per.second", "50");

        assertThat(tmdb.requests()).hasSize(500);
    }

    @Test
    void asksForChangesSinceTheLastPoll() {
        tmdb.on("/movie/changes", "{\"results\":[{\"id\":1,\"adult\":false}],\"total_pages\":1}")
                .on("/movie/1", "{\"id\":1}");
        long today = java.time.LocalDate.now(java.time.ZoneOffset.UTC).toEpochDay();
        offsets.put(Map.of("source", "films", "kind", "poll", "id", ""), Map.of("since", today - 5));

        List<SourceRecord> records = poll(1, "tmdb.changes", "true");

        assertThat(entries(records)).hasSize(1);
        assertThat(tmdb.requests().get(0)).contains("start_date=" + java.time.LocalDate.ofEpochDay(today - 6));
        assertThat(records.get(1).sourceOffset().get("since")).isIn(today, today + 1);
    }

    @Test
    void waitsAsLongAs429Says() {
        tmdb.on("/movie/603", 429, TmdbStub.TOO_MANY, Map.of("Retry-After", "1"))
                .on("/movie/603", JSON);
        long begin = System.nanoTime();

        List<SourceRecord> records = poll(1, "tmdb.movies", "603");

        assertThat(entries(records)).hasSize(1);
        assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(1_000_000_000L);
    }

    @Test
    void isStoppedAtOnceWhileItWaits() {
        tmdb.on("/movie/603", 429, TmdbStub.TOO_MANY, Map.of("Retry-After", "3600"));
        TmdbSourceTask task = started(config("tmdb.movies", "603"));
        long begin = System.nanoTime();

        List<SourceRecord> records = task.poll();
        task.stop();

        assertThat(records).isNull();
        assertThat(System.nanoTime() - begin).isLessThan(30_000_000_000L);
    }

    @Test
    void triesAgainAfterServerErrorsAndPagesThatAreNoJson() {
        tmdb.on("/movie/603", 502, "<html>Bad Gateway</html>", Map.of("Content-Type", "text/html"))
                .on("/movie/603", 200, "<html>Log in to the hotel</html>", Map.of())
                .on("/movie/603", 200, "{\"id\": 60", Map.of())
                .on("/movie/603", JSON);

        List<SourceRecord> records = poll(1, "tmdb.movies", "603");

        assertThat(entries(records))
                .extracting(entry -> entry.getString("json"))
                .containsExactly(JSON);
        assertThat(failed(records)).isZero();
    }

    @Test
    void leavesAFilmToTheNextPollIfTmdbStaysAway() {
        tmdb.on("/movie/1", 503, "", Map.of()).on("/movie/1", 503, "", Map.of()).on("/movie/1", "{\"id\":1}");
        tmdb.on("/movie/2", "{\"id\":2}");

        List<SourceRecord> records = poll(2, "tmdb.movies", "1,2", "retry.attempts", "2");

        assertThat(entries(records)).extracting(entry -> entry.getInt64("id")).containsExactly(2L, 1L);
    }

    @Test
    void reportsAFilmThatIsGoneOnce() {
        tmdb.on("/movie/603", JSON).on("/movie/603", 404, TmdbStub.UNKNOWN, Map.of());

        List<Struct> films = entries(poll(3, "tmdb.movies", "603"));

        assertThat(films).hasSize(2);
        assertThat(films.get(1).getString("json")).isNull();
        assertThat(films.get(1).getStruct("_meta").getString("event")).isEqualTo("gone");
    }

    @Test
    void goesOnAfterARefusedRequest() {
        tmdb.on("/discover/movie", 400, TmdbStub.BAD_PAGE, Map.of()).on("/movie/603", JSON);

        List<SourceRecord> records = poll(1, "tmdb.movies", "603", "tmdb.discover.movies", "a=b");

        assertThat(entries(records)).hasSize(1);
        assertThat(failed(records)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tmdb.api.key", "tmdb.token"})
    void failsOnABadKeyWithoutSayingIt(String setting) {
        tmdb.on("/movie/603", 401, TmdbStub.BAD_KEY, Map.of());

        assertThatThrownBy(() -> poll(1, "tmdb.movies", "603", setting, KEY))
                .isInstanceOf(ConnectException.class)
                .hasMessage("TMDB does not accept the key (HTTP 401, code 7); check tmdb.token or tmdb.api.key")
                .hasNoCause()
                .hasMessageNotContaining(KEY);
    }

    @Test
    void doesNotStartWithABadKey() {
        tmdb.on(TmdbStub.KEY_CHECK, 401, TmdbStub.BAD_KEY, Map.of()).on("/movie/603", JSON);

        assertThatThrownBy(() -> poll(0, "tmdb.movies", "603"))
                .isInstanceOf(ConnectException.class)
                .hasMessage("TMDB does not accept the key (HTTP 401, code 7); check tmdb.token or tmdb.api.key");
    }

    @Test
    void keepsTheKeyOutOfRecords() {
        tmdb.on("/movie/603", JSON);

        List<SourceRecord> records = poll(1, "tmdb.movies", "603");

        assertThat(tmdb.requests().get(0)).endsWith("&api_key=" + KEY);
        assertThat(records.toString()).doesNotContain(KEY);
    }

    @Test
    void sendsATokenAsAHeaderOnly() {
        tmdb.on("/movie/603", JSON);

        poll(1, "tmdb.movies", "603", "tmdb.token", KEY);

        assertThat(tmdb.authorizations()).containsExactly("Bearer " + KEY);
        assertThat(tmdb.requests().get(0)).doesNotContain(KEY);
    }

    @Test
    void saysNoKeyWhenNobodyListens() {
        tmdb.close();

        List<SourceRecord> records = poll(1, "tmdb.movies", "603", "retry.attempts", "2");

        assertThat(failed(records)).isEqualTo(1);
    }

    @Test
    void keepsToTheRate() {
        tmdb.on("/movie/603", JSON);
        long begin = System.nanoTime();

        poll(1, "tmdb.movies", "1,2,3,4,5,6,7,8,9,10,11", "requests.per.second", "20");

        assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(490_000_000L);
    }

    @Test
    void isFoundAsAServiceAndChecksItsSettings() {
        assertThat(ServiceLoader.load(SourceConnector.class))
                .anyMatch(service -> service instanceof TmdbSourceConnector);
        assertThatThrownBy(() -> new TmdbSourceConnector().start(Map.of("source", "films", "tmdb.movies", "1")))
                .isInstanceOf(ConfigException.class)
                .hasMessage("Set either tmdb.token or tmdb.api.key");
        assertThatThrownBy(() -> new TmdbSourceConnector().start(Map.of("source", "films", "tmdb.token", KEY)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("Nothing is asked for");
        assertThatThrownBy(() -> new TmdbConfig(Map.of("source", "films", "tmdb.discover.movies", "api_key=x")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("belongs into tmdb.api.key");
    }

    private final class Context implements SourceTaskContext, OffsetStorageReader {
        @Override
        public Map<String, String> configs() {
            return Map.of();
        }

        @Override
        public OffsetStorageReader offsetStorageReader() {
            return this;
        }

        @Override
        public org.apache.kafka.common.metrics.PluginMetrics pluginMetrics() {
            throw new UnsupportedOperationException();
        }

        @Override
        public <T> Map<String, Object> offset(Map<String, T> partition) {
            return offsets.get(partition);
        }

        @Override
        public <T> Map<Map<String, T>, Map<String, Object>> offsets(Collection<Map<String, T>> partitions) {
            Map<Map<String, T>, Map<String, Object>> found = new HashMap<>();
            partitions.forEach(partition -> found.put(partition, offsets.get(partition)));
            return found;
        }
    }
}
