package io.tributary.streams.retry;

import io.tributary.streams.topic.OutputTopics;
import java.util.Set;

/** Output topics on a broker that is asked again when it does not answer. */
public final class PatientOutputTopics implements OutputTopics {

    private final OutputTopics topics;
    private final Patience patience;

    public PatientOutputTopics(OutputTopics topics, Patience patience) {
        this.topics = topics;
        this.patience = patience;
    }

    @Override
    public int ensure(String topic, String rawTopic) {
        return patience.call(() -> topics.ensure(topic, rawTopic));
    }

    @Override
    public int partitions(String rawTopic) {
        return patience.call(() -> topics.partitions(rawTopic));
    }

    @Override
    public Set<String> rawTopics() {
        return patience.call(topics::rawTopics);
    }
}
