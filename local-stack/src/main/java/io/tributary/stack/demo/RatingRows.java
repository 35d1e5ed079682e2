package io.tributary.stack.demo;

import java.util.Locale;
import java.util.Random;

/** Invented films and their ratings, in the layout of MovieLens. */
final class RatingRows {

    private static final String[] GENRES = {"Action", "Comedy", "Drama", "Horror", "Sci-Fi", "Thriller"};
    private static final int FILMS = 200;
    private static final int USERS = 150;
    private static final int RATINGS_A_USER = 30;
    private static final int FIRST_YEAR = 1960;
    private static final int YEARS = 60;
    private static final long FIRST_RATING = 1_500_000_000L;
    private static final int SECONDS_OF_RATINGS = 200_000_000;

    private final Random random;

    RatingRows(Random random) {
        this.random = random;
    }

    /** A file of films; every title is quoted, since some hold commas. */
    String films() {
        StringBuilder text = new StringBuilder("movieId,title,genres\n");
        for (int film = 1; film <= FILMS; film++) {
            String article = film % 7 == 0 ? ", The" : "";
            text.append(film)
                    .append(",\"")
                    .append("Film ")
                    .append(film)
                    .append(article)
                    .append(" (")
                    .append(FIRST_YEAR + random.nextInt(YEARS))
                    .append(")\",")
                    .append(film % 25 == 0 ? "(no genres listed)" : genre() + "|" + genre())
                    .append('\n');
        }
        return text.toString();
    }

    /** A file of ratings, in halves from 0.5 to 5; a user rates a film once. */
    String ratings() {
        StringBuilder text = new StringBuilder("userId,movieId,rating,timestamp\n");
        for (int user = 1; user <= USERS; user++) {
            int film = 1 + random.nextInt(FILMS);
            for (int i = 0; i < RATINGS_A_USER; i++) {
                film = film % FILMS + 1;
                text.append(user)
                        .append(',')
                        .append(film)
                        .append(',')
                        .append(String.format(Locale.ROOT, "%.1f", (1 + random.nextInt(10)) / 2.0))
                        .append(',')
                        .append(FIRST_RATING + random.nextInt(SECONDS_OF_RATINGS))
                        .append('\n');
            }
        }
        return text.toString();
    }

    private String genre() {
        return GENRES[random.nextInt(GENRES.length)];
    }
}
