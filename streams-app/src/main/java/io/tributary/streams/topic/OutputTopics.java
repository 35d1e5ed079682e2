package io.tributary.streams.topic;

import java.util.Set;

/** The topics that the app writes to, and the raw ones it reads: what it needs of a broker beside records. */
public interface OutputTopics {

    /**
     * Largest record that is cleaned, in bytes, before compression: what fits several times over into a small heap. A
     * larger one is a dead letter.
     */
    int MAX_RECORD_BYTES = 16 * 1024 * 1024;

    /** Largest record that the topics made here take, in bytes: one more than the largest that Connect sends. */
    int MAX_DEAD_LETTER_BYTES = 68 * 1024 * 1024;

    /**
     * Makes sure that a topic of ours exists with at least as many partitions as a raw topic.
     *
     * @return its number of partitions
     * @throws BrokerUnavailableException if that could not be found out or done; worth a retry
     */
    int ensure(String topic, String rawTopic);

    /**
     * Number of partitions of a raw topic that exists.
     *
     * @throws BrokerUnavailableException if that could not be found out; worth a retry
     */
    int partitions(String rawTopic);

    /**
     * Names of all raw topics that carry data.
     *
     * @throws BrokerUnavailableException if that could not be found out; worth a retry
     */
    Set<String> rawTopics();
}
