package io.tributary.stack.replay.clean;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.stack.layout.StackException;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NewestOffsetsTest {

    private final NewestOffsets newest = new NewestOffsets();

    @Test
    void manyKeysHaveEachTheirNewestOffset() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Map<Integer, Long> expected = new HashMap<>();
        for (long offset = 0; offset < 50_000; offset++) {
            int key = random.nextInt(20_000);
            newest.put(bytes(key), offset);
            expected.put(key, offset);
        }

        for (int key = 0; key < 20_000; key++) {
            assertThat(newest.of(bytes(key)))
                    .as("key %d, seed %d", key, seed)
                    .isEqualTo(expected.getOrDefault(key, -1L));
        }
    }

    @Test
    void moreKeysThanMemoryHoldsAreRefused() {
        NewestOffsets small = new NewestOffsets(1024 * 1024);

        assertThatThrownBy(() -> {
                    for (int key = 0; key < 100_000; key++) {
                        small.put(bytes(key), key);
                    }
                })
                .isInstanceOf(StackException.class)
                .hasMessage("The dataset has more than 8193 keys, which is more than a heap of 1 MiB holds; set"
                        + " TRIBUTARY_REPLAY_HEAP, for instance to 4g");
    }

    @Test
    void nothingIsKnownAfterClearing() {
        newest.put(bytes(1), 0);

        newest.clear();

        assertThat(newest.of(bytes(1))).isEqualTo(-1);
    }

    private static byte[] bytes(int key) {
        return Integer.toString(key).getBytes(UTF_8);
    }
}
