package io.tributary.spark.ingest;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A record that its table cannot take: what keeps the table parked.
 *
 * @param partition of the clean topic
 * @param offset in it
 * @param schemaId id of the schema that is at fault, and with it all records of that; null if it is this record alone
 * @param reason for people
 */
public record Unwritable(
        @JsonProperty("partition") int partition,
        @JsonProperty("offset") long offset,
        @JsonProperty("schema_id") Integer schemaId,
        @JsonProperty("reason") String reason) {}
