package io.tributary.connectors.tmdb;

/** What TMDB has entries of. */
enum Kind {
    MOVIE("movie", "movies"),
    SERIES("tv", "series"),
    COLLECTION("collection", "collections");

    private final String path;
    private final String dataset;

    Kind(String path, String dataset) {
        this.path = path;
        this.dataset = dataset;
    }

    /** First part of the path of an entry. */
    String path() {
        return path;
    }

    String dataset() {
        return dataset;
    }
}
