package io.tributary.stack.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Invented films as TMDB tells them: three collections of three films, and others. The same seed and moment give the same
 * text.
 *
 * @see <a href="https://developer.themoviedb.org/reference/movie-details">Movie details</a>
 */
final class FilmCatalog {

    /** Ids of the collections. */
    static final List<Integer> COLLECTIONS = List.of(10, 119, 1241);

    static final int FILMS = 60;
    private static final int FIRST_FILM = 1001;
    private static final int FILMS_A_COLLECTION = 3;
    private static final int CAST = 5;
    private static final int PEOPLE = 120;
    private static final String[] NOUNS = {"River", "Lake", "Harbour", "Storm", "Bridge", "Delta", "Source", "Tide"};
    private static final String[] ADJECTIVES = {"Silent", "Golden", "Broken", "Last", "Hidden", "Northern", "Endless"};
    private static final int[] GENRES = {12, 18, 28, 35, 53, 878};
    private static final String[] GENRE_NAMES = {"Adventure", "Drama", "Action", "Comedy", "Thriller", "Science Fiction"
    };
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final long seed;

    FilmCatalog(long seed) {
        this.seed = seed;
    }

    static List<Integer> ids() {
        return IntStream.range(FIRST_FILM, FIRST_FILM + FILMS).boxed().toList();
    }

    /**
     * A film with its credits.
     *
     * @param votes votes beyond those it had at first
     */
    ObjectNode film(int id, long votes) {
        Random random = new Random(seed * FILMS + id);
        ObjectNode film = MAPPER.createObjectNode();
        film.put("adult", false).putNull("backdrop_path");
        int collection = (id - FIRST_FILM) / FILMS_A_COLLECTION;
        if (collection < COLLECTIONS.size()) {
            ObjectNode part = film.putObject("belongs_to_collection");
            part.put("id", COLLECTIONS.get(collection)).put("name", collectionName(collection));
            part.putNull("poster_path").putNull("backdrop_path");
        } else {
            film.putNull("belongs_to_collection");
        }
        film.put("budget", random.nextInt(200) * 1_000_000L);
        int genre = random.nextInt(GENRES.length);
        film.putArray("genres").addObject().put("id", GENRES[genre]).put("name", GENRE_NAMES[genre]);
        film.put("homepage", "").put("id", id).put("imdb_id", "tt" + (7_000_000 + id));
        film.put("original_language", "en").put("original_title", title(id)).put("overview", "Invented for the demo.");
        film.put("popularity", random.nextInt(100_000) / 1000.0).putNull("poster_path");
        film.putArray("production_companies")
                .addObject()
                .put("id", 1)
                .putNull("logo_path")
                .put("name", "Tributary Pictures")
                .put("origin_country", "BR");
        film.putArray("production_countries")
                .addObject()
                .put("iso_3166_1", "BR")
                .put("name", "Brazil");
        film.put("release_date", (1980 + random.nextInt(44)) + "-0" + (1 + random.nextInt(9)) + "-15");
        film.put("revenue", random.nextInt(900) * 1_000_000L).put("runtime", 80 + random.nextInt(90));
        film.putArray("spoken_languages")
                .addObject()
                .put("english_name", "English")
                .put("iso_639_1", "en")
                .put("name", "English");
        film.put("status", "Released")
                .put("tagline", "")
                .put("title", title(id))
                .put("video", false);
        film.put("vote_average", random.nextInt(100) / 10.0).put("vote_count", random.nextInt(20_000) + votes);
        putCredits(film.putObject("credits"), random);
        return film;
    }

    private static void putCredits(ObjectNode credits, Random random) {
        ArrayNode cast = credits.putArray("cast");
        for (int order = 0; order < CAST; order++) {
            ObjectNode actor = person(cast.addObject(), random, "Acting");
            actor.put("cast_id", order)
                    .put("character", "Character " + (order + 1))
                    .put("order", order);
        }
        ObjectNode director = person(credits.putArray("crew").addObject(), random, "Directing");
        director.put("department", "Directing").put("job", "Director");
    }

    private static ObjectNode person(ObjectNode person, Random random, String department) {
        int id = 1 + random.nextInt(PEOPLE);
        person.put("adult", false).put("gender", 1 + id % 2).put("id", id).put("known_for_department", department);
        person.put("name", "Person " + id).put("original_name", "Person " + id).put("popularity", id / 10.0);
        return person.putNull("profile_path").put("credit_id", Long.toHexString(random.nextLong() | Long.MIN_VALUE));
    }

    /** A collection with its films in brief. */
    ObjectNode collection(int index) {
        ObjectNode collection = MAPPER.createObjectNode();
        collection
                .put("id", COLLECTIONS.get(index))
                .put("name", collectionName(index))
                .put("overview", "");
        collection.putNull("poster_path").putNull("backdrop_path");
        ArrayNode parts = collection.putArray("parts");
        ids().subList(index * FILMS_A_COLLECTION, (index + 1) * FILMS_A_COLLECTION)
                .forEach(id -> parts.add(brief(id)));
        return collection;
    }

    /** A film as it stands in lists. */
    ObjectNode brief(int id) {
        return MAPPER.createObjectNode()
                .put("adult", false)
                .put("id", id)
                .put("title", title(id))
                .put("original_title", title(id))
                .put("media_type", "movie")
                .put("video", false);
    }

    private static String title(int id) {
        return "The " + ADJECTIVES[id % ADJECTIVES.length] + " " + NOUNS[id % NOUNS.length] + " "
                + (id - FIRST_FILM + 1);
    }

    private static String collectionName(int index) {
        return NOUNS[index] + " Collection";
    }
}
