package io.tributary.streams.toast;

import io.tributary.schemas.naming.Dataset;
import io.tributary.streams.dataset.WireEncoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.common.serialization.BytesSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Large values by dataset and key, in one key-value store with three kinds of entries:
 *
 * <ul>
 *   <li>{@code v<dataset>\0<key>}: position in the log of the change that the large values of a row came with, and the
 *       values in their stored form: an Avro record behind the fingerprint of its schema;
 *   <li>{@code m<dataset>}: the same for the row that was deleted last because its key changed, and its LSN;
 *   <li>{@code s<fingerprint>}: a schema as JSON. They are few, and never deleted.
 * </ul>
 *
 * <p>Keys are the Avro encoding of the raw key without its schema id, so a row is found again after its key type was widened.
 */
final class LargeValueStore {

    private static final byte VALUES = 'v';
    private static final byte MOVED = 'm';
    private static final byte SCHEMA = 's';
    private static final byte END_OF_DATASET = 0;
    private static final int FINGERPRINT_BYTES = Long.BYTES;
    private static final BytesSerializer PREFIX = new BytesSerializer();

    private final KeyValueStore<Bytes, byte[]> store;
    private final WireEncoder encoder = new WireEncoder();
    private final Map<Schema, Fingerprinted> bySchema = new HashMap<>();
    private final Map<Long, Schema> byFingerprint = new HashMap<>();
    private final Map<Dataset, Boolean> occupied = new HashMap<>();

    private record Fingerprinted(byte[] fingerprint, GenericDatumWriter<GenericRecord> writer) {}

    LargeValueStore(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
    }

    /** Whether a row of the dataset may have an entry; asks the store only once per dataset. */
    boolean hasAny(Dataset dataset) {
        Boolean known = occupied.get(dataset);
        if (known == null) {
            try (KeyValueIterator<Bytes, byte[]> rows = rows(dataset)) {
                known = rows.hasNext();
            }
            occupied.put(dataset, known);
        }
        return known;
    }

    /** The stored values of a row in their stored form, or null. */
    byte[] find(Dataset dataset, byte[] key) {
        return hasAny(dataset) ? behindPosition(store.get(rowKey(dataset, key))) : null;
    }

    void put(Dataset dataset, byte[] key, long position, byte[] stored) {
        store.put(rowKey(dataset, key), withPosition(position, stored));
        occupied.put(dataset, true);
    }

    private static byte[] withPosition(long position, byte[] stored) {
        return ByteBuffer.allocate(Long.BYTES + stored.length)
                .putLong(position)
                .put(stored)
                .array();
    }

    private static byte[] behindPosition(byte[] entry) {
        return entry == null ? null : Arrays.copyOfRange(entry, Long.BYTES, entry.length);
    }

    void delete(Dataset dataset, byte[] key) {
        store.delete(rowKey(dataset, key));
    }

    void deleteAll(Dataset dataset) {
        deleteBefore(dataset, Long.MAX_VALUE);
        store.delete(movedKey(dataset));
    }

    /** Deletes the values that came with changes before a position in the log. */
    void deleteBefore(Dataset dataset, long position) {
        if (!hasAny(dataset)) {
            return;
        }
        boolean any = false;
        try (KeyValueIterator<Bytes, byte[]> rows = rows(dataset)) {
            while (rows.hasNext()) {
                KeyValue<Bytes, byte[]> row = rows.next();
                if (ByteBuffer.wrap(row.value).getLong() < position) {
                    store.delete(row.key);
                } else {
                    any = true;
                }
            }
        }
        occupied.put(dataset, any);
    }

    /** Keeps the values of a row whose key changes, for the event with the new key, which has the same LSN. */
    void putMoved(Dataset dataset, long lsn, byte[] stored) {
        store.put(movedKey(dataset), withPosition(lsn, stored));
    }

    /** The values of the row that left its old key at an LSN, in their stored form, or null. */
    byte[] findMoved(Dataset dataset, long lsn) {
        byte[] moved = store.get(movedKey(dataset));
        return moved == null || ByteBuffer.wrap(moved).getLong() != lsn ? null : behindPosition(moved);
    }

    /** The stored form of values. */
    byte[] encode(GenericRecord values) {
        Fingerprinted schema = bySchema.computeIfAbsent(values.getSchema(), this::remember);
        return encoder.write(schema.fingerprint(), schema.writer(), values);
    }

    /**
     * The values in a stored form, as the columns are now.
     *
     * @throws org.apache.avro.AvroRuntimeException if a column's type has changed into one that cannot hold the value
     */
    GenericRecord decode(byte[] stored, Schema now) {
        Schema then =
                byFingerprint.computeIfAbsent(ByteBuffer.wrap(stored).getLong(), fingerprint -> new Schema.Parser()
                        .parse(new String(schemaOf(stored), StandardCharsets.UTF_8)));
        BinaryDecoder decoder =
                DecoderFactory.get().binaryDecoder(stored, FINGERPRINT_BYTES, stored.length - FINGERPRINT_BYTES, null);
        try {
            return new GenericDatumReader<GenericRecord>(then, now).read(null, decoder);
        } catch (IOException e) {
            throw new UncheckedIOException("Reading from memory failed", e);
        }
    }

    /** The schema of values in their stored form, as JSON. */
    byte[] schemaOf(byte[] stored) {
        byte[] json = store.get(schemaKey(stored));
        if (json == null) {
            throw new IllegalStateException("The store of large values lacks a schema that its entries name;"
                    + " delete the app's state and changelog topics and take a new snapshot");
        }
        return json;
    }

    /** Makes known the schema of values in their stored form that come from another store. */
    void learn(byte[] stored, byte[] schema) {
        putIfAbsent(schemaKey(stored), schema);
    }

    private Fingerprinted remember(Schema schema) {
        byte[] fingerprint = fingerprint(schema);
        putIfAbsent(schemaKey(fingerprint), schema.toString().getBytes(StandardCharsets.UTF_8));
        return new Fingerprinted(fingerprint, new GenericDatumWriter<>(schema));
    }

    private void putIfAbsent(Bytes key, byte[] value) {
        if (store.get(key) == null) {
            store.put(key, value);
        }
    }

    private static byte[] fingerprint(Schema schema) {
        try {
            return SchemaNormalization.fingerprint(
                    "CRC-64-AVRO", schema.toString().getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Avro lacks its own fingerprint", e);
        }
    }

    private KeyValueIterator<Bytes, byte[]> rows(Dataset dataset) {
        return store.prefixScan(Bytes.wrap(prefix(VALUES, dataset, 0)), PREFIX);
    }

    private static Bytes rowKey(Dataset dataset, byte[] key) {
        byte[] bytes = prefix(VALUES, dataset, key.length);
        System.arraycopy(key, 0, bytes, bytes.length - key.length, key.length);
        return Bytes.wrap(bytes);
    }

    private static Bytes movedKey(Dataset dataset) {
        return Bytes.wrap(prefix(MOVED, dataset, 0));
    }

    /** Key of the schema whose fingerprint some bytes begin with. */
    private static Bytes schemaKey(byte[] fingerprinted) {
        return Bytes.wrap(ByteBuffer.allocate(1 + FINGERPRINT_BYTES)
                .put(SCHEMA)
                .put(fingerprinted, 0, FINGERPRINT_BYTES)
                .array());
    }

    private static byte[] prefix(byte kind, Dataset dataset, int room) {
        byte[] name = dataset.cleanTopic().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(1 + name.length + 1 + room)
                .put(kind)
                .put(name)
                .put(END_OF_DATASET)
                .array();
    }
}
