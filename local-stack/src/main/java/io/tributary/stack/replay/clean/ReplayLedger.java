package io.tributary.stack.replay.clean;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.schemas.naming.Dataset;
import io.tributary.stack.layout.StackException;
import io.tributary.stack.topic.CompactedTopic;
import io.tributary.stack.topic.TopicReader;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;

/** How far replays are: a compacted topic, written in the transactions that send their records. */
final class ReplayLedger {

    static final String TOPIC = "tributary.replays";

    private static final ObjectMapper JSON = new ObjectMapper();

    private ReplayLedger() {}

    static void ensure(TopicReader reader) {
        CompactedTopic.ensure(reader, TOPIC);
    }

    /** The last replay of a dataset, done or not. */
    static Optional<ReplayState> read(TopicReader reader, Dataset dataset) {
        Map<String, byte[]> states = new HashMap<>();
        reader.read(TOPIC, record -> states.put(new String(record.key(), UTF_8), record.value()));
        return Optional.ofNullable(states.get(name(dataset))).map(ReplayLedger::parse);
    }

    private static ReplayState parse(byte[] json) {
        try {
            return JSON.readValue(json, ReplayState.class);
        } catch (IOException e) {
            throw new StackException("The topic " + TOPIC + " is damaged: " + e.getMessage() + "; delete it", e);
        }
    }

    static ProducerRecord<byte[], byte[]> entry(Dataset dataset, ReplayState state) {
        try {
            return new ProducerRecord<>(TOPIC, name(dataset).getBytes(UTF_8), JSON.writeValueAsBytes(state));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A record of numbers and texts does not serialise to JSON", e);
        }
    }

    private static String name(Dataset dataset) {
        return dataset.source() + "." + dataset.name();
    }
}
