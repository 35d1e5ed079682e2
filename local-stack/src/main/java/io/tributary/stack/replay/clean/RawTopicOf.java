package io.tributary.stack.replay.clean;

import io.tributary.schemas.naming.Dataset;
import io.tributary.schemas.naming.RawTopicName;
import io.tributary.schemas.naming.Topics;
import io.tributary.stack.layout.StackException;
import io.tributary.stack.replay.KnownDatasets;
import java.util.List;
import java.util.Set;

/** Finds the raw topic that a dataset is made from. */
final class RawTopicOf {

    private RawTopicOf() {}

    /**
     * The topic.
     *
     * @param topics names of all topics
     * @throws StackException if there is no such dataset, or no topic that is surely its own
     */
    static String dataset(Dataset dataset, Set<String> topics) {
        List<String> found = topics.stream()
                .filter(topic -> Topics.RAW_DATA.matcher(topic).matches())
                .filter(topic -> RawTopicName.datasetOf(topic).equals(dataset))
                .sorted()
                .toList();
        if (found.isEmpty()) {
            KnownDatasets.require(dataset, topics);
            throw new StackException("The dataset " + dataset.source() + "." + dataset.name()
                    + " has no raw topic of its own: either the topic was deleted, or its rows are elements of another"
                    + " dataset's documents, with which they are replayed");
        }
        if (found.size() > 1) {
            throw new StackException("The raw topics " + String.join(", ", found) + " all go by the name of "
                    + dataset.source() + "." + dataset.name() + ", so none can be replayed");
        }
        return found.get(0);
    }
}
