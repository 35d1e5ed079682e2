package io.tributary.stack.process;

import java.util.ArrayList;
import java.util.List;

/** Flags that the child JVMs share. */
final class JvmFlags {

    /** Little memory, quick start: the serial collector gives freed memory back and needs no threads of its own. */
    private static final List<String> SMALL = List.of(
            "-XX:+UseSerialGC",
            "-XX:MinHeapFreeRatio=10",
            "-XX:MaxHeapFreeRatio=30",
            "-XX:+ExitOnOutOfMemoryError",
            // The optimising compiler was some two fifths of the CPU time of a cold snapshot: four times its default
            // thresholds spare it what is not hot for long.
            "-XX:Tier4InvocationThreshold=20000",
            "-XX:Tier4MinInvocationThreshold=2400",
            "-XX:Tier4CompileThreshold=60000",
            "-XX:Tier4BackEdgeThreshold=160000",
            // Counters for jps and jstat, in a file outside the state directory.
            "-XX:-UsePerfData",
            "-Dfile.encoding=UTF-8",
            "-Duser.timezone=UTC",
            "-Djava.net.preferIPv4Stack=true",
            "-Djava.awt.headless=true");

    private JvmFlags() {}

    static List<String> small(String heap, String... more) {
        List<String> flags = new ArrayList<>(SMALL);
        flags.add(heap);
        flags.addAll(List.of(more));
        return flags;
    }

    /** The same with the quick compiler only: for processes that do little or live shortly. */
    static List<String> quick(String heap, String... more) {
        List<String> flags = small(heap, more);
        flags.add("-XX:TieredStopAtLevel=1");
        return flags;
    }
}
