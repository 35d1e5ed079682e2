package io.tributary.streams.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.registry.InMemorySchemaRegistry;
import io.tributary.streams.topology.TopologyHarness.Clean;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.apache.avro.util.Utf8;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentContractTest {

    private static final String FILM =
            """
            {"id": 7, "imdb_id": "tt1", "title": " Seven ", "release_date": "1995-09-22", "runtime": 0, "homepage": "",
             "vote_average": 8.3, "revenue": 2800000000, "adult": false,
             "belongs_to_collection": {"id": 9, "name": "Sins"},
             "genres": [{"id": 80, "name": "Crime"}, {"id": 53, "name": "Thriller"}],
             "credits": {"cast": [%s], "crew": []}}
            """;

    private static final String ANA =
            "{\"credit_id\": \"c1\", \"id\": 1, \"name\": \"Ana\", \"gender\": 1, \"order\": 0, \"character\": \"Mills\"}";
    private static final String BO =
            "{\"credit_id\": \"c2\", \"id\": 2, \"name\": \"Bo\", \"gender\": 0, \"order\": 1}";
    private static final String NAMELESS = "{\"credit_id\": \"c2\", \"id\": 2}";
    private static final String ANONYMOUS = "{\"id\": 2, \"name\": \"Bo\"}";

    @TempDir
    Path state;

    private TopologyHarness app;
    private DocumentTopic movies;

    @BeforeEach
    void start() {
        InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
        app = new TopologyHarness(state, registry, TestContracts.shipped());
        movies = new DocumentTopic(registry, "films.movies");
    }

    @AfterEach
    void stop() {
        app.close();
    }

    @Test
    void aDocumentBecomesARow() {
        seen(100, ANA);

        Clean film = app.cleanOne("clean.films.movies");
        assertThat(film.key().get("id")).isEqualTo(7L);
        assertThat(film.get("title")).isEqualTo(new Utf8("Seven"));
        assertThat(film.get("release_date"))
                .isEqualTo((int) LocalDate.of(1995, 9, 22).toEpochDay());
        assertThat(film.get("release_year")).isEqualTo(new Utf8("1995"));
        assertThat(film.get("runtime")).isNull();
        assertThat(film.get("homepage")).isNull();
        assertThat(film.get("vote_average")).isEqualTo(8.3);
        assertThat(film.get("revenue")).isEqualTo(2_800_000_000L);
        assertThat(film.get("adult")).isEqualTo(false);
        assertThat(film.get("collection_id")).isEqualTo(9L);
        assertThat(film.get("genres")).hasToString("[Crime, Thriller]");
        assertThat(film.get("genre_ids")).hasToString("[80, 53]");
        assertThat(film.get("spoken_languages")).isNull();
        assertThat(film.meta().get("ordering")).isEqualTo(100L);
        assertThat(film.meta().get("source_ts")).isEqualTo(100_000L);
    }

    @Test
    void itsElementsBecomeRowsOfTheirOwnDataset() {
        seen(100, ANA + "," + BO);

        List<Clean> cast = app.clean("clean.films.cast");
        assertThat(cast)
                .extracting(clean -> clean.get("person_name").toString())
                .containsExactly("Ana", "Bo");
        assertThat(cast).extracting(clean -> clean.get("film_id")).containsExactly(7L, 7L);
        assertThat(cast.get(0).key().get("credit_id")).isEqualTo(new Utf8("c1"));
        assertThat(cast.get(0).get("gender")).isEqualTo(new Utf8("female"));
        assertThat(cast.get(1).get("gender")).isNull();
        assertThat(app.clean("clean.films.crew")).isEmpty();
    }

    @Test
    void anElementThatANewerDocumentLacksIsDeleted() {
        seen(100, ANA + "," + BO);
        app.clean("clean.films.cast");
        app.restart();

        seen(200, ANA);

        List<Clean> cast = app.clean("clean.films.cast");
        assertThat(cast).extracting(DocumentContractTest::credit).containsExactly("r c1 200", "d c2 200");
    }

    @Test
    void anOlderDocumentSaysNothingOfElementsAnyMore() {
        seen(200, ANA);
        app.clean("clean.films.cast");

        seen(100, ANA + "," + BO);

        assertThat(app.clean("clean.films.cast")).isEmpty();
        assertThat(app.clean("clean.films.movies"))
                .extracting(film -> film.meta().get("ordering"))
                .containsExactly(200L, 100L);
    }

    @Test
    void anArrayThatWasNotAskedForDeletesNothing() {
        seen(100, ANA);
        app.clean("clean.films.cast");

        app.send(movies.topic(), null, movies.seen(7, 200, "{\"id\": 7, \"title\": \"Seven\"}"));

        assertThat(app.clean("clean.films.cast")).isEmpty();
    }

    @Test
    void aDocumentThatIsSentAgainDoesNotBringBackWhatIsGone() {
        byte[] key = movies.key(7);
        app.send(movies.topic(), key, movies.seen(7, 100, "<html>"));
        TestRecord<byte[], byte[]> letter = app.read("dlq.films.movies").get(0);
        app.send(movies.topic(), key, movies.gone(7, 200));
        app.clean("clean.films.movies");

        app.send(
                movies.topic(),
                key,
                movies.seen(7, 100, "{\"id\": 7, \"title\": \"Seven\"}"),
                new RecordHeader("tributary.redrive.offset", "0".getBytes(UTF_8)),
                letter.headers().lastHeader("tributary.snapshot.ordering"));

        assertThat(app.clean("clean.films.movies")).isEmpty();
        assertThat(TopologyHarness.header(app.read("dlq.films.movies").get(0).headers(), "tributary.error.reason"))
                .startsWith("The source said after this document that it is gone");
    }

    @Test
    void whatIsGoneIsDeletedWithItsElements() {
        seen(100, ANA + "," + BO);
        app.clean("clean.films.movies");
        app.clean("clean.films.cast");

        app.send(movies.topic(), null, movies.gone(7, 200));

        Clean film = app.cleanOne("clean.films.movies");
        assertThat(film.key().get("id")).isEqualTo(7L);
        assertThat(film.get("id")).isEqualTo(7L);
        assertThat(film.get("title")).isNull();
        assertThat(film.meta().get("op")).isEqualTo(new Utf8("d"));
        assertThat(film.meta().get("ordering")).isEqualTo(200L);
        assertThat(app.clean("clean.films.cast"))
                .extracting(DocumentContractTest::credit)
                .containsExactly("d c1 200", "d c2 200");
    }

    @Test
    void aBadElementCostsOnlyItselfAndDeletesNothing() {
        seen(100, ANA + "," + BO);
        app.clean("clean.films.cast");

        seen(200, ANA + "," + NAMELESS);
        seen(300, ANA + "," + ANONYMOUS);

        assertThat(app.clean("clean.films.cast"))
                .extracting(DocumentContractTest::credit)
                .containsExactly("r c1 200", "r c1 300");
        List<TestRecord<byte[], byte[]>> letters = app.read("dlq.films.cast");
        assertThat(letters)
                .extracting(letter -> TopologyHarness.header(letter.headers(), "tributary.error.reason"))
                .containsExactly(
                        "Element 1 of /credits/cast: Column 'person_name': it is required and has no value",
                        "Element 1 of /credits/cast: Column 'credit_id' has no value, and belongs to the key");
        seen(400, ANA);
        assertThat(app.clean("clean.films.cast"))
                .extracting(DocumentContractTest::credit)
                .containsExactly("r c1 400", "d c2 400");
    }

    @Test
    void aBadDocumentIsADeadLetterAndItsElementsAreNot() {
        app.send(movies.topic(), null, movies.seen(7, 100, FILM.formatted(ANA).replace("1995-09-22", "soon")));

        assertThat(app.clean("clean.films.movies")).isEmpty();
        assertThat(app.clean("clean.films.cast")).hasSize(1);
        assertThat(reason("dlq.films.movies"))
                .isEqualTo("Column 'release_date' (date): 'soon' is no date as in 2026-11-20");
    }

    @Test
    void whatIsNoDocumentIsADeadLetter() {
        app.send(movies.topic(), null, movies.seen(7, 100, "<html>busy</html>"));

        assertThat(reason("dlq.films.movies")).startsWith("The document is no JSON: Unexpected character ('<'");
        app.send(movies.topic(), null, movies.seen(7, 100, "[1]"));
        assertThat(reason("dlq.films.movies")).isEqualTo("The document is no JSON object but ARRAY");
    }

    private void seen(long polledAt, String cast) {
        app.send(movies.topic(), null, movies.seen(7, polledAt, FILM.formatted(cast)));
    }

    private String reason(String topic) {
        return TopologyHarness.header(app.read(topic).get(0).headers(), "tributary.error.reason");
    }

    private static String credit(Clean clean) {
        return clean.meta().get("op") + " " + clean.get("credit_id") + " "
                + clean.meta().get("ordering");
    }
}
