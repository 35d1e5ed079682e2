package io.tributary.spark.hudi;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.catalyst.expressions.XXH64;
import org.apache.spark.unsafe.types.UTF8String;

/** The record keys of a batch, as eight bytes each however long they are. No record, since Kryo takes none. */
final class BatchKeys implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final long SEED = 42;

    /** The lowest key, null if there is none. */
    private final String first;

    /** The highest key, null if there is none. */
    private final String last;

    /** Of all keys, ascending. */
    private final long[] hashes;

    private BatchKeys(String first, String last, long[] hashes) {
        this.first = first;
        this.last = last;
        this.hashes = hashes;
    }

    static BatchKeys of(JavaRDD<String> keys) {
        List<BatchKeys> parts = keys.mapPartitions(BatchKeys::part).collect();
        return parts.stream()
                .reduce(new BatchKeys(null, null, new long[0]), BatchKeys::with)
                .sorted();
    }

    static BatchKeys of(List<String> keys) {
        return part(keys.iterator()).next().sorted();
    }

    /** Whether a key is among these; it may be said of one in many billions that is not. */
    boolean mayHave(String key) {
        return Arrays.binarySearch(hashes, hash(key)) >= 0;
    }

    /** Whether some of these keys may lie between two others. */
    boolean reachInto(String lowest, String highest) {
        return first != null && first.compareTo(highest) <= 0 && last.compareTo(lowest) >= 0;
    }

    private static Iterator<BatchKeys> part(Iterator<String> keys) {
        LongStream.Builder hashes = LongStream.builder();
        String first = null;
        String last = null;
        while (keys.hasNext()) {
            String key = keys.next();
            first = first == null || key.compareTo(first) < 0 ? key : first;
            last = last == null || key.compareTo(last) > 0 ? key : last;
            hashes.add(hash(key));
        }
        return List.of(new BatchKeys(first, last, hashes.build().toArray())).iterator();
    }

    private BatchKeys with(BatchKeys other) {
        if (other.first == null) {
            return this;
        }
        if (first == null) {
            return other;
        }
        return new BatchKeys(
                first.compareTo(other.first) <= 0 ? first : other.first,
                last.compareTo(other.last) >= 0 ? last : other.last,
                LongStream.concat(Arrays.stream(hashes), Arrays.stream(other.hashes))
                        .toArray());
    }

    private BatchKeys sorted() {
        Arrays.sort(hashes);
        return this;
    }

    private static long hash(String key) {
        return XXH64.hashUTF8String(UTF8String.fromString(key), SEED);
    }
}
