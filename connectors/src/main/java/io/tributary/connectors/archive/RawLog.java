package io.tributary.connectors.archive;

import org.apache.kafka.common.TopicPartition;

/**
 * The log of a partition. Connect shows a task no more of it than records: neither what Kafka has dropped before them, nor
 * the markers of transactions.
 */
interface RawLog extends AutoCloseable {

    /**
     * The first offset that Kafka still has.
     *
     * @throws KafkaUnavailableException if Kafka does not answer
     * @throws org.apache.kafka.connect.errors.ConnectException if it refuses
     */
    long begin(TopicPartition partition);

    /**
     * Passes what is no record at the end of a log: markers of transactions, and what was aborted.
     *
     * @param offset where the log is looked at
     * @return the offset behind the committed end if no record is there or before it; else the same offset, as it is if
     *     Kafka has dropped what was there
     * @throws KafkaUnavailableException if Kafka does not answer
     * @throws org.apache.kafka.connect.errors.ConnectException if it refuses
     */
    long passMarkers(TopicPartition partition, long offset);

    @Override
    void close();
}
