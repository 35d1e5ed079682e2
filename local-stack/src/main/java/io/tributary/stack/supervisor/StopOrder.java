package io.tributary.stack.supervisor;

import io.tributary.stack.layout.ProcessName;
import java.util.List;

/** The order in which processes end: readers before what they read from. */
final class StopOrder {

    /** Processes of one group do not need each other and end at the same time. */
    static final List<List<ProcessName>> GROUPS = List.of(
            List.of(ProcessName.SPARK, ProcessName.QUERY),
            List.of(ProcessName.STREAMS),
            List.of(ProcessName.CONNECT),
            List.of(ProcessName.REGISTRY, ProcessName.OBJECTSTORE),
            List.of(ProcessName.BROKER),
            List.of(ProcessName.POSTGRES));

    static final List<ProcessName> ALL = GROUPS.stream().flatMap(List::stream).toList();

    private StopOrder() {}
}
