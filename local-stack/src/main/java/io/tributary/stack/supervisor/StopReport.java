package io.tributary.stack.supervisor;

import io.tributary.stack.layout.StateDirectory;
import io.tributary.stack.process.ClassDataArchive;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Tells a person who stops a stack what they wait for. */
public final class StopReport {

    private StopReport() {}

    /**
     * Tells of the processes that run now; to be called before they are stopped.
     *
     * @param notice hears why their end may take long, and of every one that has ended, from any thread
     */
    public static void of(StateDirectory state, Consumer<String> notice) {
        long begin = System.nanoTime();
        Map<String, ProcessHandle> running = running(state);
        if (running.keySet().stream().anyMatch(name -> isWritingClasses(state, name))) {
            notice.accept("This stop takes up to a minute: the processes write archives of their classes, once a build,"
                    + " and start faster with them.");
        }
        running.forEach((name, process) -> process.onExit()
                .thenRun(() -> notice.accept(String.format(
                        "  %s ended after %d s",
                        name, Duration.ofNanos(System.nanoTime() - begin).toSeconds()))));
    }

    private static Map<String, ProcessHandle> running(StateDirectory state) {
        Map<String, ProcessHandle> running = new TreeMap<>();
        new StackFile(state.stackFile())
                .read()
                .map(StackRecord::children)
                .orElse(Map.of())
                .forEach((name, child) -> child.find().ifPresent(process -> running.put(name, process)));
        return running;
    }

    private static boolean isWritingClasses(StateDirectory state, String process) {
        return ClassDataArchive.isWrittenAtExit(state.run().resolve(process + ".args"));
    }
}
