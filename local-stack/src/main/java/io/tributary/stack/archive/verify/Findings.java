package io.tributary.stack.archive.verify;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What was found: all of it is counted, and the first of it is kept. */
final class Findings {

    private static final int KEPT = 200;

    private final Map<String, Map<Finding.Kind, Long>> counts = new TreeMap<>();
    private final List<String> kept = new ArrayList<>();
    private long all;

    void add(Finding finding) {
        counts.computeIfAbsent(finding.topic(), topic -> new EnumMap<>(Finding.Kind.class))
                .merge(finding.kind(), 1L, Long::sum);
        all++;
        if (kept.size() < KEPT) {
            kept.add(finding.text());
        }
    }

    /** The count of every kind for a topic, by its name. */
    Map<String, Long> of(String topic) {
        Map<Finding.Kind, Long> found = counts.getOrDefault(topic, Map.of());
        Map<String, Long> byName = new TreeMap<>();
        for (Finding.Kind kind : Finding.Kind.values()) {
            byName.put(kind.name().toLowerCase(Locale.ROOT), found.getOrDefault(kind, 0L));
        }
        return byName;
    }

    List<String> kept() {
        return List.copyOf(kept);
    }

    long all() {
        return all;
    }
}
