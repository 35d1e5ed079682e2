package io.tributary.stack.topic;

import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Makes producers whose records are in transactions. */
public final class ExactlyOnceProducer {

    /** Above what any raw record or dead letter can have. */
    private static final int MAX_REQUEST_BYTES = 72 * 1024 * 1024;

    private ExactlyOnceProducer() {}

    /**
     * A producer; {@code initTransactions} ends an earlier one of the same id.
     *
     * @param bootstrap {@code host:port}
     * @param transactionalId names the work, of which there is to be one at a time
     */
    public static KafkaProducer<byte[], byte[]> of(String bootstrap, String transactionalId) {
        return new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                        transactionalId,
                        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                        MAX_REQUEST_BYTES,
                        ProducerConfig.BUFFER_MEMORY_CONFIG,
                        2L * MAX_REQUEST_BYTES),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }
}
