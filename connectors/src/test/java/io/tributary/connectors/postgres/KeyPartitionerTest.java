package io.tributary.connectors.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.junit.jupiter.api.Test;

class KeyPartitionerTest {

    private static final String TOPIC = "raw.shop.public.orders";

    private final KeyPartitioner partitioner = new KeyPartitioner();

    private static Cluster cluster(int partitions) {
        Node node = new Node(1, "localhost", 9092);
        List<PartitionInfo> infos = IntStream.range(0, partitions)
                .mapToObj(i -> new PartitionInfo(TOPIC, i, node, new Node[] {node}, new Node[] {node}))
                .toList();
        return new Cluster("c", List.of(node), infos, Set.of(), Set.of());
    }

    private int partition(byte[] key, int partitions) {
        return partitioner.partition(TOPIC, null, key, null, null, cluster(partitions));
    }

    @Test
    void aKeyKeepsItsPartitionWhenItsSchemaIdChanges() {
        for (byte content = 0; content < 100; content++) {
            assertThat(partition(new byte[] {0, 0, 0, 0, 7, content}, 6))
                    .isEqualTo(partition(new byte[] {0, 0, 0, 1, 9, content}, 6));
        }
    }

    @Test
    void keysSpreadOverAllPartitions() {
        Set<Integer> used = new TreeSet<>();
        for (byte content = 0; content < 100; content++) {
            used.add(partition(new byte[] {0, 0, 0, 0, 7, content}, 6));
        }
        assertThat(used).containsExactly(0, 1, 2, 3, 4, 5);
    }

    @Test
    void recordsWithoutKeyStayInOrder() {
        assertThat(partition(null, 6)).isZero();
    }
}
