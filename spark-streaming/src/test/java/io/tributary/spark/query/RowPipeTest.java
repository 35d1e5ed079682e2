package io.tributary.spark.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class RowPipeTest {

    private static final int CHUNK = 64 << 10;

    @Test
    void keepsTheOrderThroughMemoryAndDisk() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int chunks = 400;
        int next = 0;
        try (RowPipe pipe = RowPipe.open(Long.MAX_VALUE)) {
            for (int i = 0; i < chunks; i++) {
                assertThat(pipe.put(chunk(i))).isTrue();
                // Far fewer are taken than put, so that most pass through the disk.
                if (random.nextInt(4) == 0) {
                    assertThat(number(pipe.take())).as("seed %d", seed).isEqualTo(next++);
                }
            }
            pipe.end(null);
            for (byte[] chunk = pipe.take(); chunk != null; chunk = pipe.take()) {
                assertThat(number(chunk)).as("seed %d", seed).isEqualTo(next++);
            }
        }
        assertThat(next).isEqualTo(chunks);
    }

    @Test
    void withoutDiskTheWriterWaitsForTheReader() throws Exception {
        try (RowPipe pipe = RowPipe.open(0)) {
            CompletableFuture<Integer> writer = writeUntilRefused(pipe, 100);
            for (int i = 0; i < 100; i++) {
                assertThat(number(pipe.take())).isEqualTo(i);
            }
            assertThat(writer.get(10, TimeUnit.SECONDS)).isEqualTo(100);
        }
    }

    @Test
    void aWriterThatWaitsIsLetGoWhenTheReaderLeaves() throws Exception {
        CompletableFuture<Integer> writer;
        try (RowPipe pipe = RowPipe.open(0)) {
            writer = writeUntilRefused(pipe, Integer.MAX_VALUE);
            assertThat(number(pipe.take())).isZero();
            assertThat(RowPipe.find(pipe.id())).isSameAs(pipe);
        }
        assertThat(writer.get(10, TimeUnit.SECONDS)).isBetween(1, 100);
    }

    @Test
    void theTasksErrorReachesTheReader() {
        try (RowPipe pipe = RowPipe.open(0)) {
            pipe.end(new IllegalStateException("task failed"));
            assertThatThrownBy(pipe::take)
                    .isInstanceOf(ExecutionFailedException.class)
                    .hasRootCauseMessage("task failed");
        }
    }

    private static CompletableFuture<Integer> writeUntilRefused(RowPipe pipe, int most) {
        return CompletableFuture.supplyAsync(() -> {
            int written = 0;
            try {
                while (written < most && pipe.put(chunk(written))) {
                    written++;
                }
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            return written;
        });
    }

    private static byte[] chunk(int number) {
        return ByteBuffer.allocate(CHUNK).putInt(number).array();
    }

    private static int number(byte[] chunk) {
        return ByteBuffer.wrap(chunk).getInt();
    }
}
