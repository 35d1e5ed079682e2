package io.tributary.stack.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TmdbStandInTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Instant NOON = Instant.parse("2024-01-01T12:00:00Z");

    private final HttpClient client = HttpClient.newHttpClient();
    private TmdbStandIn standIn;

    @BeforeEach
    void start() {
        standIn = at(NOON);
    }

    @AfterEach
    void stop() {
        standIn.close();
    }

    @Test
    void aFilmHasItsCreditsAndItsCollection() throws Exception {
        JsonNode film = MAPPER.readTree(
                get(standIn, "/3/movie/1001?append_to_response=credits").body());

        assertThat(film.path("id").asInt()).isEqualTo(1001);
        assertThat(film.path("belongs_to_collection").path("id").asInt()).isEqualTo(10);
        assertThat(film.path("credits").path("cast")).hasSize(5);
    }

    @Test
    void oneFilmGetsAVoteAtATime() throws Exception {
        int changed = 0;
        try (TmdbStandIn later = at(NOON.plus(Duration.ofSeconds(15)))) {
            for (int id : FilmCatalog.ids()) {
                boolean same = get(standIn, "/3/movie/" + id)
                        .body()
                        .equals(get(later, "/3/movie/" + id).body());
                changed += same ? 0 : 1;
            }
        }

        assertThat(changed).isEqualTo(1);
    }

    @Test
    void discoverGivesAllFilmsInPages() throws Exception {
        JsonNode last = MAPPER.readTree(
                get(standIn, "/3/discover/movie?sort_by=x&page=3").body());

        assertThat(last.path("total_pages").asInt()).isEqualTo(3);
        assertThat(last.path("results")).hasSize(20);
        assertThat(last.path("results").get(19).path("id").asInt()).isEqualTo(1060);
    }

    @Test
    void refusesAsTmdbDoes() throws Exception {
        assertThat(get(standIn, "/3/movie/5").statusCode()).isEqualTo(404);
        assertThat(get(standIn, "/3/movie/5").body()).contains("\"status_code\":34");
        assertThat(get(standIn, "/3/discover/movie?page=501").body()).contains("\"status_code\":22");
        HttpResponse<String> stranger = client.send(
                HttpRequest.newBuilder(uri(standIn, "/3/movie/1001")).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(stranger.statusCode()).isEqualTo(401);
        assertThat(stranger.body()).contains("\"status_code\":7");
    }

    private static TmdbStandIn at(Instant now) {
        return TmdbStandIn.start(0, 42, Clock.fixed(now, ZoneOffset.UTC));
    }

    private HttpResponse<String> get(TmdbStandIn server, String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(uri(server, path))
                        .header("Authorization", "Bearer " + TmdbStandIn.TOKEN)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static URI uri(TmdbStandIn server, String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }
}
