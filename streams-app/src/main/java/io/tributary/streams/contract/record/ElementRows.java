package io.tributary.streams.contract.record;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.schemas.wire.AvroCodec;
import io.tributary.schemas.wire.MalformedRecordException;
import io.tributary.schemas.wire.WireFormat;
import io.tributary.streams.contract.row.RawColumns;
import io.tributary.streams.deadletter.RejectedRecordException;
import io.tributary.streams.deadletter.Rule;
import io.tributary.streams.envelope.RawRecord;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The rows that a dataset has of the elements of an array in another's documents. A newer document deletes the rows that it
 * lacks; a document older than one that was seen says nothing of them any more.
 */
final class ElementRows {

    private final DatasetRows rows;
    private final DocumentColumns columns;
    private final JsonPointer path;
    private final KnownElements known;
    private final AvroCodec codec;

    ElementRows(DatasetRows rows, KnownElements known, AvroCodec codec) {
        this.rows = rows;
        this.columns = new DocumentColumns(rows.contract());
        this.path = JsonPointer.compile(rows.contract().elements().path());
        this.known = known;
        this.codec = codec;
    }

    /**
     * Sends the rows of a document.
     *
     * @param documentKey in the wire format
     */
    void send(DocumentColumns.Found document, byte[] documentKey, Origin origin, RawRecord raw, Outlet outlet) {
        JsonNode array = document.document().at(path);
        if (array.isMissingNode() && !origin.gone()) {
            // It was not asked for: that says nothing of its elements.
            return;
        }
        byte[] key = bare(documentKey);
        Optional<KnownElements.Known> before = known.find(rows.dataset(), key);
        if (before.isPresent() && before.get().ordering() > origin.ordering()) {
            return;
        }
        if (!array.isMissingNode() && !array.isNull() && !array.isArray()) {
            outlet.reject(
                    rows.dataset(),
                    new RejectedRecordException(
                            Rule.UNREADABLE_DOCUMENT,
                            path.toString(),
                            "The document has no array at " + path + "; correct 'each' of the contract"));
            return;
        }
        Elements elements = new Elements();
        for (int i = 0; i < array.size(); i++) {
            DocumentColumns.Found found =
                    new DocumentColumns.Found(document.layout(), document.raw(), document.document(), array.get(i), i);
            send(columns.in(found), i, origin, raw, outlet, elements);
        }
        List<byte[]> keys = elements.keys;
        for (byte[] old : before.map(KnownElements.Known::keys).orElse(List.of())) {
            if (!elements.bareKeys.contains(ByteBuffer.wrap(bare(old)))) {
                if (elements.anyUnknown) {
                    keys.add(old);
                } else {
                    delete(old, origin, raw, outlet);
                }
            }
        }
        known.put(rows.dataset(), key, new KnownElements.Known(origin.ordering(), keys));
    }

    private static final class Elements {
        private final List<byte[]> keys = new ArrayList<>();
        private final Set<ByteBuffer> bareKeys = new HashSet<>();
        /** Whether an element was rejected of which not even the key is known: then nothing is sure to be gone. */
        private boolean anyUnknown;

        void add(byte[] key) {
            if (bareKeys.add(ByteBuffer.wrap(bare(key)))) {
                keys.add(key);
            }
        }
    }

    private void send(RawColumns raw, int index, Origin origin, RawRecord record, Outlet outlet, Elements elements) {
        try {
            DatasetRows.Row row = rows.clean(raw);
            rows.send(row, origin, record, outlet);
            elements.add(row.key());
        } catch (RejectedRecordException e) {
            outlet.reject(
                    rows.dataset(),
                    new RejectedRecordException(
                            e.rule(), e.field(), "Element " + index + " of " + path + ": " + e.getMessage()));
            keepRejected(raw, elements);
        }
    }

    /** A row that was good before stays, as long as its element is there. */
    private void keepRejected(RawColumns raw, Elements elements) {
        try {
            elements.add(rows.key(raw));
        } catch (RejectedRecordException e) {
            elements.anyUnknown = true;
        }
    }

    private void delete(byte[] key, Origin origin, RawRecord raw, Outlet outlet) {
        try {
            rows.sendDeleted(codec.decode(key), origin, raw, outlet);
        } catch (MalformedRecordException e) {
            throw new IllegalStateException("A key that was written here does not decode", e);
        }
    }

    private static byte[] bare(byte[] key) {
        return Arrays.copyOfRange(key, WireFormat.HEADER_BYTES, key.length);
    }
}
