package io.tributary.connectors.archive;

import java.util.Collection;
import java.util.Map;

/** The ids by which Kafka tells a topic from an earlier one of the same name. */
interface TopicIds extends AutoCloseable {

    /**
     * The ids that topics have now; one that is not there is not in the answer.
     *
     * @throws KafkaUnavailableException if Kafka does not answer
     * @throws org.apache.kafka.connect.errors.ConnectException if it refuses
     */
    Map<String, String> of(Collection<String> topics);

    @Override
    void close();
}
