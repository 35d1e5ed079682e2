package io.tributary.streams.dataset;

import io.tributary.schemas.naming.Dataset;
import io.tributary.schemas.naming.RawTopicName;
import io.tributary.streams.deadletter.RejectedRecordException;
import io.tributary.streams.deadletter.Rule;
import io.tributary.streams.topic.OutputTopics;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Which raw topic a dataset belongs to. Two tables whose names become the same safe name ({@code "Orders"} and {@code
 * orders}) would be mixed into one lake table; so the first keeps the dataset, and as long as its topic exists the other's
 * changes are dead letters. Where it cannot be told which was first, neither gets it.
 */
public final class Claims {

    /** How long a refusal holds before the topics are listed again, so that a clash costs no call per record. */
    private static final long REFUSAL_MILLIS = 10_000;

    private final Progress progress;
    private final OutputTopics topics;
    private final LongSupplier clockMillis;
    private final Map<String, Refusal> refusals = new HashMap<>();

    private record Refusal(RejectedRecordException reason, long untilMillis) {}

    public Claims(Progress progress, OutputTopics topics, LongSupplier clockMillis) {
        this.progress = progress;
        this.topics = topics;
        this.clockMillis = clockMillis;
    }

    Dataset claim(String topic, String schemaName, String tableName) throws RejectedRecordException {
        Refusal refusal = refusals.get(topic);
        if (refusal != null && clockMillis.getAsLong() < refusal.untilMillis()) {
            throw refusal.reason();
        }
        Dataset dataset = dataset(topic, schemaName, tableName);
        String owner = progress.owner(dataset);
        if (!topic.equals(owner)) {
            Optional<String> rival = rival(dataset, topic, owner);
            if (rival.isPresent()) {
                RejectedRecordException reason = clash(dataset, topic, rival.get());
                refusals.put(topic, new Refusal(reason, clockMillis.getAsLong() + REFUSAL_MILLIS));
                throw reason;
            }
            progress.claim(dataset, topic);
        }
        refusals.remove(topic);
        return dataset;
    }

    private Optional<String> rival(Dataset dataset, String topic, String owner) {
        Set<String> existing = topics.rawTopics();
        if (owner != null) {
            return existing.contains(owner) ? Optional.of(owner) : Optional.empty();
        }
        return existing.stream()
                .filter(other -> !other.equals(topic))
                .filter(other -> RawTopicName.datasetOf(other).equals(dataset))
                .sorted()
                .findFirst();
    }

    private static Dataset dataset(String topic, String schemaName, String tableName) throws RejectedRecordException {
        try {
            return Dataset.ofPostgres(RawTopicName.sourceOf(topic), schemaName, tableName);
        } catch (IllegalArgumentException e) {
            throw new RejectedRecordException(
                    Rule.UNUSABLE_NAME,
                    null,
                    "The table " + schemaName + "." + tableName + " has a name that cannot be made safe; rename it");
        }
    }

    private static RejectedRecordException clash(Dataset dataset, String topic, String rival) {
        return new RejectedRecordException(
                Rule.DATASET_CLASH,
                null,
                "The topics " + rival + " and " + topic + " both become the dataset " + dataset.tableName()
                        + "; rename one of the tables, or leave one out and delete its raw topic");
    }
}
