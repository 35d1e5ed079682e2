/** Source connector for The Movie Database: films, series and collections as its API v3 answers them, when they change. */
package io.tributary.connectors.tmdb;
