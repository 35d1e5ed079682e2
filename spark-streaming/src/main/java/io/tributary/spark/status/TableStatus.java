package io.tributary.spark.status;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tributary.spark.clean.LostRange;
import io.tributary.spark.ingest.Unwritable;
import java.util.List;
import java.util.Map;

/**
 * A table as {@code /status} shows it.
 *
 * @param layer bronze or silver
 * @param name the table's name
 * @param source the source it comes from
 * @param dataset the dataset
 * @param rows rows in it
 * @param behind records of its clean topic that are not in it yet; -1 if the brokers do not answer
 * @param reached by partition of its clean topic the offset up to which all records are in it
 * @param newestSourceTsMicros newest source commit time in it, microseconds since 1970-01-01 UTC; 0 if it is empty
 * @param freshnessMillis now minus that time; -1 if it is empty
 * @param lastCommit instant of its newest commit; null if there is none
 * @param error why it is parked or exempt; null if all is well
 * @param parkedSince since when it is parked, ISO-8601; null if it is not
 * @param replayStoppedAt by partition of its clean topic the offset at which its replay is stopped; null if none is
 * @param unwritable records that it cannot take, at which it stands
 * @param skipped records that were set aside instead of being written
 * @param lost records that it waits for and Kafka no longer has, as far as the brokers answer
 */
record TableStatus(
        @JsonProperty("layer") String layer,
        @JsonProperty("name") String name,
        @JsonProperty("source") String source,
        @JsonProperty("dataset") String dataset,
        @JsonProperty("rows") long rows,
        @JsonProperty("behind") long behind,
        @JsonProperty("reached") Map<Integer, Long> reached,
        @JsonProperty("newest_source_ts_us") long newestSourceTsMicros,
        @JsonProperty("freshness_ms") long freshnessMillis,
        @JsonProperty("last_commit") String lastCommit,
        @JsonProperty("error") String error,
        @JsonProperty("parked_since") String parkedSince,
        @JsonProperty("replay_stopped_at") Map<Integer, Long> replayStoppedAt,
        @JsonProperty("unwritable") List<Unwritable> unwritable,
        @JsonProperty("skipped") long skipped,
        @JsonProperty("lost") List<LostRange> lost) {}
