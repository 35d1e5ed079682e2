package io.tributary.stack.deadletter;

import io.tributary.schemas.naming.Dataset;
import io.tributary.schemas.naming.Topics;
import io.tributary.stack.config.ConfigException;
import io.tributary.stack.layout.StackException;
import io.tributary.stack.topic.TopicReader;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;

/** The dead letters of a running stack, for looking at. */
public final class DeadLetters {

    private final String bootstrap;

    /** Those of the broker at {@code bootstrap}, {@code host:port}. */
    public DeadLetters(String bootstrap) {
        this.bootstrap = bootstrap;
    }

    /**
     * Counts dead letters.
     *
     * @param dataset whose; empty for all datasets
     * @return by dataset, rule, field and reason, the most frequent first in each dataset
     * @throws StackException if the broker does not answer
     */
    public List<LetterCount> count(Optional<Dataset> dataset) {
        LetterCounts counts = new LetterCounts();
        try (TopicReader reader = new TopicReader(bootstrap)) {
            Redriven redriven = Redriven.read(reader);
            for (String topic : dataset.map(one -> List.of(one.deadLetterTopic()))
                    .orElseGet(() -> reader.topics(Topics.DEAD_LETTER_PREFIX))) {
                String id = idOf(reader, topic);
                reader.read(topic, record -> {
                    DeadLetter letter = new DeadLetter(record);
                    counts.add(topic, letter, redriven.contains(id, letter));
                });
            }
        } catch (KafkaException e) {
            throw unavailable(e);
        }
        return counts.all();
    }

    /**
     * Finds one dead letter.
     *
     * @param place {@code <partition>:<offset>}; empty for the newest
     * @throws StackException if there is none, or the broker does not answer
     */
    public DeadLetter find(Dataset dataset, Optional<String> place) {
        Newest found = new Newest();
        try (TopicReader reader = new TopicReader(bootstrap)) {
            reader.read(dataset.deadLetterTopic(), record -> {
                DeadLetter letter = new DeadLetter(record);
                if (place.isEmpty() || place.get().equals(letter.place())) {
                    found.accept(letter);
                }
            });
        } catch (KafkaException e) {
            throw unavailable(e);
        }
        return Optional.ofNullable(found.letter)
                .orElseThrow(() -> new StackException(dataset.deadLetterTopic() + " has no record"
                        + place.map(at -> " at " + at).orElse("") + "; see 'tributary dlq list'"));
    }

    /**
     * The dataset of a name.
     *
     * @throws ConfigException if it is not of the form {@code <source>.<dataset>}
     */
    public static Dataset dataset(String name) {
        try {
            return Dataset.ofTopic(Topics.DEAD_LETTER_PREFIX + name)
                    .orElseThrow(() -> new IllegalArgumentException("there is no point between two names"));
        } catch (IllegalArgumentException e) {
            throw new ConfigException(
                    "'" + name + "' names no dataset; write <source>.<dataset>, for instance shop.orders");
        }
    }

    /**
     * What tells a dead-letter topic from a later one of its name.
     *
     * @throws StackException if there is no such topic
     */
    static String idOf(TopicReader reader, String topic) {
        if (!reader.exists(topic)) {
            throw new StackException("There is no topic " + topic
                    + ", so nothing of this dataset was set aside; see 'tributary dlq list'");
        }
        return reader.idOf(topic);
    }

    static StackException unavailable(KafkaException e) {
        return new StackException("Kafka did not answer: " + e.getMessage() + "; see 'tributary status'", e);
    }

    private static final class Newest implements Consumer<DeadLetter> {
        private DeadLetter letter;

        @Override
        public void accept(DeadLetter other) {
            if (letter == null || other.record().timestamp() >= letter.record().timestamp()) {
                letter = other;
            }
        }
    }
}
