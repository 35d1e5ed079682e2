package io.tributary.stack.supervisor;

import io.tributary.stack.layout.ProcessName;
import io.tributary.stack.process.ProcessSpec;
import io.tributary.stack.status.ProcessStatus;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The processes of one stack: started as soon as what they need serves, stopped in order. */
final class Children {

    private final Map<ProcessName, Keeper> keepers = new EnumMap<>(ProcessName.class);
    private final CompletableFuture<Void> allServed;

    Children(List<ProcessSpec> specs, Timing timing, Keeper.Journal journal) {
        Map<ProcessName, CompletableFuture<Void>> gates = new EnumMap<>(ProcessName.class);
        for (ProcessSpec spec : specs) {
            CompletableFuture<Void> gate = new CompletableFuture<>();
            gates.put(spec.name(), gate);
            keepers.put(spec.name(), new Keeper(spec, timing, gate, journal));
        }
        keepers.values().forEach(keeper -> open(gates.get(keeper.spec().name()), keeper.spec()));
        this.allServed = CompletableFuture.allOf(
                keepers.values().stream().map(Keeper::served).toArray(CompletableFuture<?>[]::new));
    }

    private void open(CompletableFuture<Void> gate, ProcessSpec spec) {
        CompletableFuture<?>[] needed = spec.after().stream()
                .map(keepers::get)
                .filter(java.util.Objects::nonNull)
                .map(Keeper::served)
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(needed).whenComplete((done, failure) -> {
            if (failure == null) {
                gate.complete(null);
            } else {
                gate.completeExceptionally(failure);
            }
        });
    }

    void start() {
        keepers.values().forEach(Keeper::start);
    }

    /** Completes when every process served once; exceptionally as soon as one was given up. */
    CompletableFuture<Void> allServed() {
        CompletableFuture<Void> firstFailure = new CompletableFuture<>();
        keepers.values().forEach(keeper -> keeper.served().whenComplete((done, failure) -> {
            if (failure != null) {
                firstFailure.completeExceptionally(failure);
            }
        }));
        allServed.thenRun(() -> firstFailure.complete(null));
        return firstFailure;
    }

    Keeper keeper(ProcessName name) {
        return Optional.ofNullable(keepers.get(name))
                .orElseThrow(() -> new IllegalArgumentException("This stack has no process '" + name + "'"));
    }

    List<ProcessStatus> status() {
        List<ProcessStatus> statuses = new ArrayList<>();
        for (Keeper keeper : keepers.values()) {
            Optional<ProcessHandle> process = keeper.handle();
            statuses.add(new ProcessStatus(
                    keeper.spec().name().label(),
                    keeper.state().name(),
                    process.map(ProcessHandle::pid).orElse(null),
                    process.map(ResidentMemory::of).orElse(0L),
                    keeper.restarts(),
                    keeper.problem().orElse(null),
                    keeper.spec().log().toString()));
        }
        return List.copyOf(statuses);
    }

    /** Returns when every process is gone. */
    void stop() {
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            for (List<ProcessName> group : StopOrder.GROUPS) {
                List<Future<?>> stops = new ArrayList<>();
                group.stream()
                        .map(keepers::get)
                        .filter(java.util.Objects::nonNull)
                        .forEach(keeper -> stops.add(threads.submit(keeper::stop)));
                stops.forEach(Children::await);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static void await(Future<?> stop) {
        try {
            stop.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.ExecutionException e) {
            org.slf4j.LoggerFactory.getLogger(Children.class).error("a process could not be stopped", e.getCause());
        }
    }
}
