package io.tributary.connectors.tmdb;

/** One thing to ask TMDB for. */
sealed interface Lookup {

    /** An entry itself. */
    record Entry(Kind kind, long id) implements Lookup {}

    /**
     * A page of entries that fit a query.
     *
     * @param query parameters as TMDB documents them, without the page
     * @param page from 1
     */
    record Discovery(Kind kind, String query, int page) implements Lookup {}

    /**
     * A page of films that changed.
     *
     * @param since first day, days since 1970-01-01 UTC
     */
    record Changes(long since, int page) implements Lookup {}
}
