package io.tributary.spark.status;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Records that a table waits for and the brokers no longer have.
 *
 * @param partition of the clean topic
 * @param from offset of the first
 * @param to offset behind the last
 */
record LostRange(
        @JsonProperty("partition") int partition, @JsonProperty("from") long from, @JsonProperty("to") long to) {}
