package io.tributary.tests.stack;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Transactions at the broker of a running stack. */
public final class Transactions {

    private final String bootstrap;

    public Transactions(TestStack stack) {
        this.bootstrap = "127.0.0.1:" + stack.configuration().port("broker");
    }

    /** Begins one in the first partition of a topic, and leaves it to the broker to end it when its time is up. */
    public void abandon(String topic, String transactionalId, Duration timeout) {
        begin(topic, transactionalId, timeout).close(Duration.ZERO);
    }

    /** Begins one in the first partition of a topic, which is aborted when it is closed. */
    public AutoCloseable open(String topic, String transactionalId, Duration timeout) {
        KafkaProducer<byte[], byte[]> producer = begin(topic, transactionalId, timeout);
        return () -> {
            producer.abortTransaction();
            producer.close();
        };
    }

    private KafkaProducer<byte[], byte[]> begin(String topic, String transactionalId, Duration timeout) {
        KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrap,
                        "transactional.id",
                        transactionalId,
                        "transaction.timeout.ms",
                        (int) timeout.toMillis()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        producer.initTransactions();
        producer.beginTransaction();
        producer.send(new ProducerRecord<>(topic, 0, null, new byte[] {1}));
        producer.flush();
        return producer;
    }
}
