package io.tributary.streams.runtime;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import java.util.List;

/**
 * Kafka Streams tags the metrics of a state store with the store's kind as the tag's name ({@code rocksdb.state.id},
 * {@code in.memory.state.id}); Prometheus wants one set of tag names a metric.
 */
final class StateTagFilter implements MeterFilter {

    private static final String SUFFIX = ".state.id";

    @Override
    public Meter.Id map(Meter.Id id) {
        if (!id.getName().startsWith("kafka.stream.state")) {
            return id;
        }
        List<Tag> tags = id.getTags().stream()
                .map(tag -> tag.getKey().endsWith(SUFFIX) ? Tag.of("state.id", tag.getValue()) : tag)
                .toList();
        return id.replaceTags(tags);
    }
}
