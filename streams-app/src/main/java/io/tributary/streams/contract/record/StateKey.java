package io.tributary.streams.contract.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.schemas.naming.Dataset;
import java.nio.ByteBuffer;
import org.apache.kafka.common.utils.Bytes;

/** Keys of the one store that cleaning by contracts has. */
final class StateKey {

    private StateKey() {}

    static Bytes of(byte prefix, Dataset dataset, byte[] key) {
        byte[] name = dataset.tableName().getBytes(UTF_8);
        return Bytes.wrap(ByteBuffer.allocate(1 + name.length + 1 + key.length)
                .put(prefix)
                .put(name)
                .put((byte) 0)
                .put(key)
                .array());
    }
}
