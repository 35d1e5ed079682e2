package io.tributary.connectors.tmdb;

import com.fasterxml.jackson.databind.JsonNode;

/** What TMDB says to a request that it understood. */
sealed interface Answer {

    /**
     * The entry or page.
     *
     * @param body as TMDB sent it
     * @param json the same, parsed
     */
    record Found(String body, JsonNode json) implements Answer {}

    /** There is no such entry (any more): HTTP 404, code 34. */
    record Gone() implements Answer {}

    /** The request itself is wrong and would be so again. */
    record Refused(String reason) implements Answer {}
}
