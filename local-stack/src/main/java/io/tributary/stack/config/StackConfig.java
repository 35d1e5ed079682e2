package io.tributary.stack.config;

import static java.util.Objects.requireNonNull;

import io.tributary.stack.layout.ProcessName;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How the processes run on this machine.
 *
 * @param ports where they listen
 * @param heaps heap limit of a process where it differs from its default
 * @param partitions partitions of every new raw topic, and with it of the clean topics
 * @param silverTrigger pause between silver's micro-batches; empty for the app's default
 * @param bronzeTrigger pause between bronze's micro-batches; empty for the app's default
 * @param settings properties handed to a process as they are, by process
 * @param jvmFlags flags that a process' JVM gets behind its own, by process
 */
public record StackConfig(
        Ports ports,
        Map<ProcessName, HeapSize> heaps,
        int partitions,
        Optional<Duration> silverTrigger,
        Optional<Duration> bronzeTrigger,
        Map<ProcessName, Map<String, String>> settings,
        Map<ProcessName, List<String>> jvmFlags) {

    public StackConfig {
        requireNonNull(ports, "ports is null");
        heaps = Collections.unmodifiableMap(new TreeMap<>(heaps));
        Map<ProcessName, Map<String, String>> copy = new TreeMap<>();
        settings.forEach((process, keys) -> copy.put(process, Collections.unmodifiableMap(new TreeMap<>(keys))));
        settings = Collections.unmodifiableMap(copy);
        Map<ProcessName, List<String>> flags = new TreeMap<>();
        jvmFlags.forEach((process, own) -> flags.put(process, List.copyOf(own)));
        jvmFlags = Collections.unmodifiableMap(flags);
    }

    public static StackConfig defaults() {
        return of(Ports.of(Map.of()));
    }

    /** The defaults on other ports. */
    public static StackConfig of(Ports ports) {
        return new StackConfig(ports, Map.of(), 1, Optional.empty(), Optional.empty(), Map.of(), Map.of());
    }

    public HeapSize heap(ProcessName process, HeapSize fallback) {
        return heaps.getOrDefault(process, fallback);
    }

    public List<String> jvmFlagsOf(ProcessName process) {
        return jvmFlags.getOrDefault(process, List.of());
    }

    public Map<String, String> settingsOf(ProcessName process) {
        return settings.getOrDefault(process, Map.of());
    }
}
