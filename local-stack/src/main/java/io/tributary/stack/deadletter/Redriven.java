package io.tributary.stack.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.stack.topic.CompactedTopic;
import io.tributary.stack.topic.TopicReader;
import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Which dead letters were sent again: a compacted topic with one mark each, written in the transaction that sent it.
 */
final class Redriven {

    static final String TOPIC = "tributary.redriven";

    private static final byte[] MARK = {1};

    private final Set<String> marks = new HashSet<>();

    private Redriven() {}

    static Redriven read(TopicReader reader) {
        Redriven redriven = new Redriven();
        reader.read(TOPIC, record -> redriven.marks.add(new String(record.key(), UTF_8)));
        return redriven;
    }

    /** Makes the topic if it is not there. */
    static void ensure(TopicReader reader) {
        CompactedTopic.ensure(reader, TOPIC);
    }

    boolean contains(String topicId, DeadLetter letter) {
        return marks.contains(key(topicId, letter));
    }

    static ProducerRecord<byte[], byte[]> mark(String topicId, DeadLetter letter) {
        return new ProducerRecord<>(TOPIC, key(topicId, letter).getBytes(UTF_8), MARK);
    }

    private static String key(String topicId, DeadLetter letter) {
        return topicId + ":" + letter.place();
    }
}
