package io.tributary.stack.deadletter;

import io.tributary.schemas.naming.Dataset;
import io.tributary.stack.layout.StackException;
import io.tributary.stack.topic.ExactlyOnceProducer;
import io.tributary.stack.topic.TopicReader;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;

/**
 * Sends dead letters of a dataset to their raw topics again, in their order and each at most once: a letter and the mark
 * that it was sent are in one transaction, and a second redrive of the dataset ends the first before it reads the marks.
 */
public final class Redrive {

    private static final int LETTERS_A_TRANSACTION = 500;

    private final String bootstrap;
    private final Dataset dataset;

    /**
     * What a redrive did.
     *
     * @param sent letters that were sent
     * @param earlier letters that an earlier redrive has sent already
     * @param refused why others were not sent, one line each
     */
    public record Outcome(long sent, long earlier, List<String> refused) {

        public Outcome {
            refused = List.copyOf(refused);
        }
    }

    /** A redrive of a dataset at the broker {@code bootstrap}, {@code host:port}. */
    public Redrive(String bootstrap, Dataset dataset) {
        this.bootstrap = bootstrap;
        this.dataset = dataset;
    }

    /**
     * Sends letters.
     *
     * @throws StackException if Kafka does not answer or another redrive of the dataset began; what was sent is marked,
     *     and the next redrive goes on behind it
     */
    public Outcome run(Selection selection) {
        try (TopicReader reader = new TopicReader(bootstrap);
                KafkaProducer<byte[], byte[]> producer = ExactlyOnceProducer.of(
                        bootstrap, "tributary-redrive-" + dataset.source() + "." + dataset.name())) {
            Redriven.ensure(reader);
            producer.initTransactions();
            Batches batches = new Batches(
                    producer, DeadLetters.idOf(reader, dataset.deadLetterTopic()), Redriven.read(reader), selection);
            reader.read(dataset.deadLetterTopic(), record -> batches.offer(new DeadLetter(record)));
            return batches.end();
        } catch (ProducerFencedException | InvalidProducerEpochException e) {
            throw new StackException(
                    "Another redrive of " + dataset.source() + "." + dataset.name()
                            + " began meanwhile and goes on in the place of this one",
                    e);
        } catch (KafkaException e) {
            throw DeadLetters.unavailable(e);
        }
    }

    /** Letters in transactions that do not grow without bound. */
    private static final class Batches {

        private final KafkaProducer<byte[], byte[]> producer;
        private final String topicId;
        private final Redriven redriven;
        private final Selection selection;
        private final List<String> refused = new ArrayList<>();
        private long sent;
        private long earlier;
        private int open;

        Batches(KafkaProducer<byte[], byte[]> producer, String topicId, Redriven redriven, Selection selection) {
            this.producer = producer;
            this.topicId = topicId;
            this.redriven = redriven;
            this.selection = selection;
        }

        void offer(DeadLetter letter) {
            if (!selection.contains(letter)) {
                return;
            }
            if (redriven.contains(topicId, letter)) {
                earlier++;
                return;
            }
            SecondTry.obstacle(letter)
                    .ifPresentOrElse(
                            obstacle -> refused.add(letter.place() + " is not sent: " + obstacle), () -> send(letter));
        }

        private void send(DeadLetter letter) {
            if (open == 0) {
                producer.beginTransaction();
            }
            producer.send(SecondTry.of(letter));
            producer.send(Redriven.mark(topicId, letter));
            sent++;
            open++;
            if (open == LETTERS_A_TRANSACTION) {
                commit();
            }
        }

        private void commit() {
            producer.commitTransaction();
            open = 0;
        }

        Outcome end() {
            if (open > 0) {
                commit();
            }
            return new Outcome(sent, earlier, refused);
        }
    }
}
