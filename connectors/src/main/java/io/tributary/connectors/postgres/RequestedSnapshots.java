package io.tributary.connectors.postgres;

import io.debezium.document.Array;
import io.debezium.document.Document;
import io.debezium.document.DocumentReader;
import io.tributary.connectors.postgres.SnapshotRequest.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.connect.errors.ConnectException;

/**
 * The snapshots that were asked for and have not come to their end. They are part of the offset of every record that is
 * sent while there are any, so that they are committed together with the rows that were read.
 */
final class RequestedSnapshots {

    /** The key in an offset. */
    static final String OFFSET_KEY = "tributary_snapshots";

    private static final String REQUESTS = "requests";

    /** Debezium has heard of these, in this order. */
    private final List<SnapshotRequest> heard = new ArrayList<>();

    /** Debezium has given up these. */
    private final List<SnapshotRequest> failed = new ArrayList<>();

    /** These were asked for again, and Debezium has not come to that place of the log yet. */
    private final List<SnapshotRequest> askedAgain = new ArrayList<>();

    private String text;

    /**
     * What was stored.
     *
     * @param offset nullable, if nothing was committed yet
     */
    static RequestedSnapshots of(Map<String, ?> offset) {
        RequestedSnapshots snapshots = new RequestedSnapshots();
        Object stored = offset == null ? null : offset.get(OFFSET_KEY);
        if (stored != null) {
            try {
                Document document = DocumentReader.defaultReader().read(stored.toString());
                for (Array.Entry entry : document.getArray(REQUESTS)) {
                    SnapshotRequest.of(entry.getValue().asDocument()).ifPresent(snapshots.heard::add);
                }
            } catch (IOException e) {
                throw new ConnectException(
                        "The stored offset has an unreadable " + OFFSET_KEY + ": " + stored
                                + ". Purge the source and capture it anew",
                        e);
            }
        }
        return snapshots;
    }

    /** What to put in an offset; null if nothing is unfinished. */
    String stored() {
        if (heard.isEmpty() && failed.isEmpty() && askedAgain.isEmpty()) {
            return null;
        }
        if (text == null) {
            text = SnapshotRequest.text(Document.create(
                    REQUESTS,
                    Array.create(all().stream()
                            .map(SnapshotRequest::document)
                            .map(Object.class::cast)
                            .toList())));
        }
        return text;
    }

    List<SnapshotRequest> all() {
        return Stream.of(heard, failed, askedAgain).flatMap(List::stream).toList();
    }

    /** A request has reached Debezium. One for the same table takes the place of the request before. */
    void asked(SnapshotRequest request) {
        Predicate<SnapshotRequest> same =
                other -> other.kind() == request.kind() && other.isOf(request.schema(), request.table());
        failed.removeIf(same);
        askedAgain.removeIf(same);
        heard.removeIf(same);
        heard.add(request);
        text = null;
    }

    /** A task has started: what Debezium does not go on with has to be asked for again. Answers what. */
    List<SnapshotRequest> cutOff(Predicate<SnapshotRequest> goesOn) {
        List<SnapshotRequest> cutOff = heard.stream().filter(goesOn.negate()).toList();
        heard.removeAll(cutOff);
        askedAgain.addAll(cutOff);
        text = null;
        return cutOff;
    }

    /** The blocking snapshot that is being taken is complete; Debezium takes them in the order of the requests. */
    void blockingCompleted() {
        first(request -> request.kind() == Kind.BLOCKING).ifPresent(this::remove);
    }

    /** The blocking snapshot that was being taken ended before its time; answers which. */
    Optional<SnapshotRequest> blockingFailed() {
        return fail(request -> request.kind() == Kind.BLOCKING);
    }

    /** An incremental snapshot has read a table to its end. */
    void incrementalCompleted(String table) {
        first(incremental(table)).ifPresent(this::remove);
    }

    /** An incremental snapshot has left a table out; answers what was asked for. */
    Optional<SnapshotRequest> incrementalFailed(String table) {
        return fail(incremental(table));
    }

    /** Nothing comes of a request any more. */
    void forget(SnapshotRequest request) {
        askedAgain.remove(request);
        text = null;
    }

    boolean hasFailures() {
        return !failed.isEmpty();
    }

    /** The requests whose snapshots have failed, to be asked for again at once. */
    List<SnapshotRequest> takeFailures() {
        List<SnapshotRequest> taken = List.copyOf(failed);
        failed.clear();
        askedAgain.addAll(taken);
        text = null;
        return taken;
    }

    private static Predicate<SnapshotRequest> incremental(String table) {
        return request -> request.kind() == Kind.INCREMENTAL && table.equals(request.schema() + "." + request.table());
    }

    private Optional<SnapshotRequest> fail(Predicate<SnapshotRequest> which) {
        Optional<SnapshotRequest> found = first(which);
        found.ifPresent(request -> {
            remove(request);
            failed.add(request);
        });
        return found;
    }

    private Optional<SnapshotRequest> first(Predicate<SnapshotRequest> which) {
        return heard.stream().filter(which).findFirst();
    }

    private void remove(SnapshotRequest request) {
        heard.remove(request);
        text = null;
    }
}
