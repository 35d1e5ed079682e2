package io.tributary.stack.replay.clean;

import io.tributary.stack.layout.StackException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * The offset of each key's newest record. Takes up to 48 bytes a key, whatever its length, since there may be millions: keys
 * are known by 128 bits of their SHA-256.
 */
final class NewestOffsets {

    private static final int FIRST_SLOTS = 1 << 10;

    /** Part of the heap that the slots may take while they grow; measured with a heap of 1 GB. */
    private static final double PART_OF_HEAP = 0.6;

    private final MessageDigest digest;
    private final long heapBytes;

    /** Three numbers a slot: the key's digest in two, and its offset plus one; zero in an empty slot. */
    private long[] slots = new long[3 * FIRST_SLOTS];

    private int keys;

    NewestOffsets() {
        this(Runtime.getRuntime().maxMemory());
    }

    NewestOffsets(long heapBytes) {
        this.heapBytes = heapBytes;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /**
     * Takes in a record.
     *
     * @throws StackException if there are more keys than fit into memory
     */
    void put(byte[] key, long offset) {
        ByteBuffer hash = ByteBuffer.wrap(digest.digest(key));
        if (put(slots, hash.getLong(), hash.getLong(), offset + 1)) {
            keys++;
            if (keys > slots.length / 3 / 2) {
                grow();
            }
        }
    }

    /** The newest offset of a key; -1 if there is none. */
    long of(byte[] key) {
        ByteBuffer hash = ByteBuffer.wrap(digest.digest(key));
        return slots[slot(slots, hash.getLong(), hash.getLong()) + 2] - 1;
    }

    /** Forgets all keys. */
    void clear() {
        Arrays.fill(slots, 0);
        keys = 0;
    }

    private static boolean put(long[] slots, long high, long low, long value) {
        int slot = slot(slots, high, low);
        boolean added = slots[slot + 2] == 0;
        slots[slot] = high;
        slots[slot + 1] = low;
        slots[slot + 2] = value;
        return added;
    }

    private static int slot(long[] slots, long high, long low) {
        int mask = slots.length / 3 - 1;
        int slot = (int) high & mask;
        while (slots[3 * slot + 2] != 0 && (slots[3 * slot] != high || slots[3 * slot + 1] != low)) {
            slot = (slot + 1) & mask;
        }
        return 3 * slot;
    }

    private void grow() {
        if (3.0 * slots.length * Long.BYTES > PART_OF_HEAP * heapBytes) {
            throw new StackException("The dataset has more than " + keys + " keys, which is more than a heap of "
                    + (heapBytes >> 20) + " MiB holds; set TRIBUTARY_REPLAY_HEAP, for instance to 4g");
        }
        long[] larger = new long[Math.multiplyExact(slots.length, 2)];
        for (int i = 0; i < slots.length; i += 3) {
            if (slots[i + 2] != 0) {
                put(larger, slots[i], slots[i + 1], slots[i + 2]);
            }
        }
        slots = larger;
    }
}
