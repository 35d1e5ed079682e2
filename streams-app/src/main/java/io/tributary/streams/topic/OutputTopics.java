package io.tributary.streams.topic;

import java.util.Set;

/** The topics that the app writes to, and the raw ones it reads: what it needs of a broker beside records. */
public interface OutputTopics {

    /** Largest record that the topics made here take, in bytes, before compression. */
    int MAX_RECORD_BYTES = 20 * 1024 * 1024;

    /**
     * Makes sure that a clean or dead-letter topic exists with at least as many partitions as a raw topic.
     *
     * @return its number of partitions
     * @throws BrokerUnavailableException if that could not be found out or done; worth a retry
     */
    int ensure(String topic, String rawTopic);

    /**
     * Names of all raw topics that carry data.
     *
     * @throws BrokerUnavailableException if that could not be found out; worth a retry
     */
    Set<String> rawTopics();
}
