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
 */
record StackRecord(
        ProcessIdentity supervisor, Map<String, ProcessIdentity> children, Map<String, Integer> ports, String config) {

    StackRecord {
        children = Map.copyOf(children);
        ports = Map.copyOf(ports);
    }

    StackRecord withChild(String name, ProcessIdentity child) {
        Map<String, ProcessIdentity> changed = new TreeMap<>(children);
        changed.put(name, child);
        return new StackRecord(supervisor, changed, ports, config);
    }

    StackRecord withoutChild(String name) {
        Map<String, ProcessIdentity> changed = new TreeMap<>(children);
        changed.remove(name);
        return new StackRecord(supervisor, changed, ports, config);
    }
}
