package io.tributary.streams.dataset;

import io.tributary.schemas.change.Operation;
import io.tributary.schemas.naming.Dataset;
import io.tributary.schemas.naming.RawTopicName;
import io.tributary.schemas.registry.SchemaRegistry;
import io.tributary.streams.deadletter.RejectedRecordException;
import io.tributary.streams.deadletter.Rule;
import io.tributary.streams.envelope.ChangeEvent;
import io.tributary.streams.envelope.EnvelopeLayout;
import io.tributary.streams.envelope.RawRecord;
import io.tributary.streams.topic.OutputTopics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.util.Utf8;

/**
 * One raw topic in one partition: whose changes it carries, its schemas compiled, and how far it is ordered. A cache over
 * {@link Progress}, made anew with every task.
 */
public final class RawTable {

    private final String topic;
    private final SchemaRegistry registry;
    private final Progress progress;
    private final Claims claims;
    private final OutputTopics topics;
    private final Map<Integer, EnvelopeLayout> layouts = new HashMap<>();
    private Dataset dataset;
    private Utf8 schemaName;
    private Utf8 tableName;
    private Mappings mappings;
    private long snapshotOrdering;
    private List<String> key;
    private int partitions;

    /** A raw topic of which no record was seen yet. */
    public RawTable(String topic, SchemaRegistry registry, Progress progress, Claims claims, OutputTopics topics) {
        this.topic = topic;
        this.registry = registry;
        this.progress = progress;
        this.claims = claims;
        this.topics = topics;
        this.snapshotOrdering = progress.snapshotOrdering(topic);
        this.key = progress.key(topic);
    }

    /** The dataset, as far as it is known: by the table's name after the first change ever, by the topic's before. */
    public Dataset dataset() {
        return claimed().orElseGet(() -> RawTopicName.datasetOf(topic));
    }

    /** The dataset that is the topic's own, now or from an earlier run; empty if it has none. */
    public Optional<Dataset> claimed() {
        return dataset != null ? Optional.of(dataset) : progress.claimed(topic);
    }

    /** Number of partitions of the raw topic. */
    public int partitions() {
        if (partitions == 0) {
            partitions = topics.partitions(topic);
        }
        return partitions;
    }

    /** Where the parts of an envelope are. */
    public EnvelopeLayout layout(int schemaId, Schema schema) throws RejectedRecordException {
        EnvelopeLayout layout = layouts.get(schemaId);
        if (layout == null) {
            layout = EnvelopeLayout.of(schema);
            layouts.put(schemaId, layout);
        }
        return layout;
    }

    /**
     * Makes sure that the topic's changes are those of one table, and the table the only one of its dataset.
     *
     * @throws RejectedRecordException if another table has the same name in the lake
     */
    public Dataset claim(ChangeEvent event) throws RejectedRecordException {
        if (dataset == null) {
            dataset = claims.claim(
                    topic, event.schemaName().toString(), event.tableName().toString());
            schemaName = event.schemaName();
            tableName = event.tableName();
            mappings = new Mappings(dataset, registry);
        } else if (!tableName.equals(event.tableName()) || !schemaName.equals(event.schemaName())) {
            throw new RejectedRecordException(
                    Rule.DATASET_CLASH,
                    null,
                    "The topic carries changes of " + event.schemaName() + "." + event.tableName() + " among those of "
                            + schemaName + "." + tableName
                            + ", since both names become one topic name; rename one of the tables or leave it out");
        }
        return dataset;
    }

    /** The mapping of keys of a raw schema that come with rows of another. */
    public Mappings.Registered<KeyMapping> key(int keySchemaId, Schema rawKey, int rowSchemaId, Schema rawRow)
            throws RejectedRecordException {
        return mappings.key(keySchemaId, rawKey, rowSchemaId, rawRow);
    }

    /**
     * The mapping of rows of a raw schema.
     *
     * @param keyNames safe names of the key's columns, empty if the table has none; null to take what earlier rows had
     */
    public Mappings.Registered<RowMapping> row(int schemaId, Schema raw, List<String> keyNames)
            throws RejectedRecordException {
        return mappings.row(schemaId, raw, keyNames == null ? key : keyNames);
    }

    /** Ordering of the newest snapshot row read so far; the least possible value if there was none. */
    public long snapshotOrdering() {
        return snapshotOrdering;
    }

    /**
     * The change's place in the order of its key's changes.
     *
     * @param floor see {@link RawRecord#snapshotOrdering}
     * @throws RejectedRecordException if the event has no place in the log
     */
    public long ordering(ChangeEvent event, long floor) throws RejectedRecordException {
        Long position = event.position();
        if (position == null) {
            throw new RejectedRecordException(
                    Rule.UNKNOWN_SHAPE,
                    null,
                    "The envelope's source has neither lsn nor sequence, so the change cannot be put in order with others");
        }
        return event.op() == Operation.READ ? position : Math.max(position, floor);
    }

    /** Remembers what later records depend on, once a record has been accepted. */
    public void remember(ChangeEvent event, List<String> keyNames) {
        rememberSnapshot(event);
        if (keyNames != null && keyNames != key && !keyNames.equals(key)) {
            key = keyNames;
            progress.key(topic, keyNames);
        }
    }

    /** Remembers how far the snapshot is ordered, if the event is one of its rows. */
    public void rememberSnapshot(ChangeEvent event) {
        if (event.op() == Operation.READ && event.position() != null && event.position() > snapshotOrdering) {
            snapshotOrdering = event.position();
            progress.snapshotOrdering(topic, snapshotOrdering);
        }
    }
}
