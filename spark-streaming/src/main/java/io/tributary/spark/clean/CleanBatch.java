package io.tributary.spark.clean;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import io.tributary.schemas.naming.Dataset;
import io.tributary.schemas.naming.ReplayHeaders;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.PartitionPruningRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import scala.runtime.AbstractFunction1;

/**
 * A micro-batch over many clean topics, read from Kafka once and kept until closed. Spark's Kafka source gives every
 * Kafka partition a Spark partition of its own; a topic's slice is therefore a choice of partitions, and no table ever
 * looks at another one's records.
 */
public final class CleanBatch implements AutoCloseable {

    private static final String TOPIC = "topic";
    private static final String PARTITION = "partition";
    private static final String OFFSET = "offset";
    private static final String KEYLESS = "keyless";
    private static final String VALUE = "value";

    /** The value of the one header that matters here; null without it. */
    private static final Column REPLAY =
            expr("cast(get(filter(headers, h -> h.key = '" + ReplayHeaders.REPLAY + "'), 0).value as string)");

    private final JavaRDD<SourceRecord> records;
    private final List<TopicSlice> slices;

    /** A raw record that still knows its topic. */
    private static final class SourceRecord implements Serializable {

        private static final long serialVersionUID = 1L;

        private final String topic;
        private final RawRecord raw;

        SourceRecord(Row row) {
            this.topic = row.getString(0);
            this.raw = new RawRecord(
                    row.getInt(1),
                    row.getLong(2),
                    row.getBoolean(3),
                    row.isNullAt(4) ? null : (byte[]) row.get(4),
                    Replay.of(row.getString(5)));
        }
    }

    /** Whether a Spark partition is one of some. */
    private static final class OneOf extends AbstractFunction1<Object, Object> implements Serializable {

        private static final long serialVersionUID = 1L;

        private final HashSet<Integer> wanted;

        OneOf(Set<Integer> wanted) {
            this.wanted = new HashSet<>(wanted);
        }

        @Override
        public Object apply(Object index) {
            return wanted.contains((Integer) index);
        }
    }

    private CleanBatch(JavaRDD<SourceRecord> records, List<TopicSlice> slices) {
        this.records = records;
        this.slices = slices;
    }

    /**
     * Reads a batch.
     *
     * @param kafka rows with the columns of Spark's Kafka source, headers included
     */
    public static CleanBatch read(org.apache.spark.sql.Dataset<Row> kafka) {
        JavaRDD<SourceRecord> records = kafka.select(
                        col(TOPIC),
                        col(PARTITION),
                        col(OFFSET),
                        col("key").isNull().as(KEYLESS),
                        col(VALUE),
                        REPLAY)
                .javaRDD()
                .map(SourceRecord::new)
                .persist(StorageLevel.MEMORY_AND_DISK());
        try {
            List<PartitionSummary> summaries =
                    records.mapPartitionsWithIndex(CleanBatch::summarise, true).collect();
            Map<String, List<PartitionSummary>> byTopic = summaries.stream()
                    .collect(Collectors.groupingBy(PartitionSummary::topic, TreeMap::new, Collectors.toList()));
            List<TopicSlice> slices = new ArrayList<>();
            byTopic.forEach((topic, partitions) -> Dataset.ofTopic(topic)
                    .ifPresent(dataset ->
                            slices.add(new TopicSlice(dataset, only(records, topic, partitions), partitions))));
            return new CleanBatch(records, slices);
        } catch (RuntimeException e) {
            records.unpersist();
            throw e;
        }
    }

    /** The batch by topic; a topic without records is not there. */
    public List<TopicSlice> slices() {
        return Collections.unmodifiableList(slices);
    }

    @Override
    public void close() {
        records.unpersist();
    }

    private static Iterator<PartitionSummary> summarise(Integer index, Iterator<SourceRecord> records) {
        List<PartitionSummary> found = new ArrayList<>(1);
        PartitionSummary current = null;
        while (records.hasNext()) {
            SourceRecord each = records.next();
            if (current == null
                    || current.partition() != each.raw.partition()
                    || !current.topic().equals(each.topic)) {
                current = new PartitionSummary(index, each.topic, each.raw.partition());
                found.add(current);
            }
            current.add(each.raw);
        }
        return found.iterator();
    }

    private static JavaRDD<RawRecord> only(
            JavaRDD<SourceRecord> records, String topic, List<PartitionSummary> partitions) {
        Set<Integer> wanted =
                partitions.stream().map(PartitionSummary::sparkPartition).collect(Collectors.toSet());
        var pruned = PartitionPruningRDD.create(records.rdd(), new OneOf(wanted));
        return new JavaRDD<>(pruned, records.classTag())
                .filter(each -> each.topic.equals(topic))
                .map(each -> each.raw);
    }
}
