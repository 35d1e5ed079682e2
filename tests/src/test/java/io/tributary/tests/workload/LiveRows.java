package io.tributary.tests.workload;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** The keys of one table that a worker owns: those with a row, and those that had one. */
final class LiveRows {

    private final List<List<String>> live = new ArrayList<>();
    private final Map<List<String>, Integer> positions = new HashMap<>();
    private final List<List<String>> gone = new ArrayList<>();

    void add(List<String> key) {
        if (positions.putIfAbsent(key, live.size()) != null) {
            throw new IllegalStateException("Key " + key + " has a row already");
        }
        live.add(key);
        gone.remove(key);
    }

    void remove(List<String> key) {
        int position = positions.remove(key);
        List<String> last = live.remove(live.size() - 1);
        if (!last.equals(key)) {
            live.set(position, last);
            positions.put(last, position);
        }
        gone.add(key);
    }

    boolean contains(List<String> key) {
        return positions.containsKey(key);
    }

    List<List<String>> all() {
        return List.copyOf(live);
    }

    int size() {
        return live.size();
    }

    Optional<List<String>> any(SplittableRandom random) {
        return live.isEmpty() ? Optional.empty() : Optional.of(live.get(random.nextInt(live.size())));
    }

    /** A key that had a row once. */
    Optional<List<String>> anyGone(SplittableRandom random) {
        return gone.isEmpty() ? Optional.empty() : Optional.of(gone.get(random.nextInt(gone.size())));
    }
}
