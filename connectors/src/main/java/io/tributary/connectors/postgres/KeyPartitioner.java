package io.tributary.connectors.postgres;

import java.util.Map;
import org.apache.kafka.clients.producer.Partitioner;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.utils.Utils;

/**
 * Chooses a record's partition by its key's content: the bytes without the header of the wire format, whose schema id
 * changes when the key's schema does, so that a key keeps its partition when a column's type is widened or a column of the
 * key is renamed. Records without a key go to partition 0, where their order is kept.
 */
public final class KeyPartitioner implements Partitioner {

    /** Zero byte and schema id of the Confluent wire format. */
    private static final int HEADER_BYTES = 5;

    @Override
    public void configure(Map<String, ?> configs) {
        // Nothing to choose.
    }

    @Override
    public int partition(String topic, Object key, byte[] keyBytes, Object value, byte[] valueBytes, Cluster cluster) {
        if (keyBytes == null) {
            return 0;
        }
        boolean hasHeader = keyBytes.length > HEADER_BYTES && keyBytes[0] == 0;
        byte[] content = hasHeader ? java.util.Arrays.copyOfRange(keyBytes, HEADER_BYTES, keyBytes.length) : keyBytes;
        return Utils.toPositive(Utils.murmur2(content))
                % cluster.partitionsForTopic(topic).size();
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}
