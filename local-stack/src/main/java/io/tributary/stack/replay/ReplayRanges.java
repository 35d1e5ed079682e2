package io.tributary.stack.replay;

import io.tributary.stack.layout.StackException;
import io.tributary.stack.replay.ReplayRange.Span;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Finds the part of a topic that a replay is about, or says why there is none. */
final class ReplayRanges {

    private final TopicLog log;

    ReplayRanges(TopicLog log) {
        this.log = log;
    }

    /**
     * The range from a start through to the head.
     *
     * @throws StackException if Kafka does not have all of it, or it is empty
     */
    ReplayRange find(String topic, ReplayStart start) {
        Map<Integer, TopicLog.Bounds> bounds = log.bounds(topic);
        Map<Integer, Span> spans = new TreeMap<>();
        if (start instanceof ReplayStart.AtOffset at) {
            spans.put(0, atOffset(topic, bounds, at.offset()));
        } else if (start instanceof ReplayStart.AtTime at) {
            spans.putAll(atTime(topic, bounds, at.time()));
        } else {
            bounds.forEach(
                    (partition, each) -> spans.put(partition, new Span(each.earliest(), each.earliest(), each.end())));
        }
        ReplayRange range = new ReplayRange(topic, spans);
        if (range.offsets() == 0) {
            throw new StackException("There is nothing to replay: " + topic + " has no record "
                    + (start instanceof ReplayStart.AtTime at ? "since " + at.time() : "in Kafka"));
        }
        return range;
    }

    private static Span atOffset(String topic, Map<Integer, TopicLog.Bounds> bounds, long offset) {
        if (bounds.size() > 1) {
            throw new StackException(topic + " has " + bounds.size()
                    + " partitions, in which an offset means different moments; give a time to --from");
        }
        TopicLog.Bounds only = bounds.get(0);
        if (offset < only.earliest() || offset >= only.end()) {
            throw new StackException("Offset " + offset + " is outside of what Kafka has of " + topic + ": "
                    + only.earliest() + " to " + (only.end() - 1));
        }
        return new Span(only.earliest(), offset, only.end());
    }

    private Map<Integer, Span> atTime(String topic, Map<Integer, TopicLog.Bounds> bounds, Instant time) {
        Map<Integer, Long> offsets = log.offsetsAt(topic, time);
        Map<Integer, Span> spans = new TreeMap<>();
        bounds.forEach((partition, each) -> {
            long from = offsets.getOrDefault(partition, each.end());
            if (each.earliest() > 0 && from == each.earliest()) {
                requireNothingDropped(topic, partition, each, time);
            }
            spans.put(partition, new Span(each.earliest(), from, each.end()));
        });
        return spans;
    }

    /** Before the oldest record that is left there were others, which may have been of that time or later. */
    private void requireNothingDropped(String topic, int partition, TopicLog.Bounds bounds, Instant time) {
        Optional<Instant> oldest = log.timeOf(topic, Map.of(partition, bounds.earliest()));
        if (bounds.earliest() < bounds.end() && oldest.filter(time::isBefore).isPresent()) {
            throw new StackException("Kafka has records of " + topic + " from " + oldest.get() + " on only (partition "
                    + partition + ", offset " + bounds.earliest() + "), not from " + time
                    + "; --from earliest begins with what there is");
        }
    }
}
