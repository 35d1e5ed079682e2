package io.tributary.stack.supervisor;

import java.util.Map;
import java.util.TreeMap;

/**
 * What {@code run/stack.json} says: who runs, and where.
 *
 * @param supervisor the supervisor; still written here after it was killed
 * @param children by name of the process
 * @param ports by key of the role
 * @param config path of the configuration, or {@code demo}
 * @param settings fingerprint of what cannot change while the stack runs
 */
record StackRecord(
        ProcessIdentity supervisor,
        Map<String, ProcessIdentity> children,
        Map<String, Integer> ports,
        String config,
        String settings) {

    StackRecord {
        children = Map.copyOf(children);
        ports = Map.copyOf(ports);
    }

    StackRecord withChild(String name, ProcessIdentity child) {
        Map<String, ProcessIdentity> changed = new TreeMap<>(children);
        changed.put(name, child);
        return new StackRecord(supervisor, changed, ports, config, settings);
    }

    StackRecord withoutChild(String name) {
        Map<String, ProcessIdentity> changed = new TreeMap<>(children);
        changed.remove(name);
        return new StackRecord(supervisor, changed, ports, config, settings);
    }
}
