package io.tributary.stack.topic;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/** Makes topics that keep the newest record of each key. */
public final class CompactedTopic {

    private static final short DEFAULT_REPLICATION = -1;

    private CompactedTopic() {}

    /** Makes a topic of one partition if it is not there. */
    public static void ensure(TopicReader reader, String name) {
        if (!reader.exists(name)) {
            try {
                TopicReader.get(reader.admin()
                        .createTopics(List.of(new NewTopic(name, 1, DEFAULT_REPLICATION)
                                .configs(
                                        Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT))))
                        .all());
            } catch (TopicExistsException e) {
                // Another command was first.
            }
        }
    }
}
