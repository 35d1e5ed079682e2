package io.tributary.spark.hudi;

import io.tributary.spark.lake.TableMarkers;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.hudi.common.model.HoodieCommitMetadata;
import org.apache.hudi.common.table.HoodieTableMetaClient;
import org.apache.hudi.common.table.timeline.HoodieInstant;
import org.apache.hudi.common.table.timeline.HoodieTimeline;
import org.apache.hudi.hadoop.fs.HadoopFSUtils;
import org.apache.spark.sql.SparkSession;

/**
 * A table as its newest commit left it.
 *
 * @param instant the commit's instant
 * @param columns the table's columns
 * @param markers what the commit says of the table
 */
public record TableHead(String instant, Schema columns, TableMarkers markers) {

    /**
     * Reads the head of a table.
     *
     * @return empty if there is no table, or no commit in it yet
     */
    static Optional<TableHead> read(SparkSession spark, String location) {
        if (!TableCreation.exists(spark, location)) {
            return Optional.empty();
        }
        HoodieTableMetaClient meta = HoodieTableMetaClient.builder()
                .setConf(HadoopFSUtils.getStorageConf(spark.sparkContext().hadoopConfiguration()))
                .setBasePath(location)
                .setLoadActiveTimelineOnLoad(true)
                .build();
        HoodieTimeline timeline = meta.getActiveTimeline().getCommitsTimeline().filterCompletedInstants();
        // A clustering commit may be the newest and says nothing of positions: look further back.
        return timeline.getReverseOrderedInstants()
                .map(instant -> headAt(timeline, instant))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<TableHead> headAt(HoodieTimeline timeline, HoodieInstant instant) {
        try {
            HoodieCommitMetadata metadata = timeline.readCommitMetadata(instant);
            if (!metadata.getExtraMetadata().containsKey(TableMarkers.OFFSETS)) {
                return Optional.empty();
            }
            String schema = metadata.getMetadata(HoodieCommitMetadata.SCHEMA_KEY);
            return Optional.of(new TableHead(
                    instant.requestedTime(),
                    new Schema.Parser().setValidateDefaults(false).parse(schema),
                    TableMarkers.of(metadata.getExtraMetadata())));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException("Commit " + instant + " cannot be read", e);
        }
    }
}
