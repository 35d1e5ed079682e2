package io.tributary.connectors.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PollThreadTest {

    private final StopSignal stop = new StopSignal(5, 3_600_000, new Random(1));
    private final CountDownLatch awaited = new CountDownLatch(1);
    private final CountDownLatch server = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicInteger asked = new AtomicInteger();
    private PollThread thread;

    private void start(Supplier<List<SourceRecord>> work) {
        thread = new PollThread(
                "test",
                new PollThread.Work() {
                    @Override
                    public List<SourceRecord> next() {
                        asked.incrementAndGet();
                        return work.get();
                    }

                    @Override
                    public long idleMillis() {
                        return 0;
                    }

                    @Override
                    public void close() {
                        closed.countDown();
                    }
                },
                stop);
        thread.start();
    }

    @AfterEach
    void stop() {
        server.countDown();
        thread.stop();
    }

    private static List<SourceRecord> record(int number) {
        return List.of(new SourceRecord(Map.of(), Map.of(), "raw", null, number));
    }

    private List<SourceRecord> fromServer() {
        try {
            awaited.countDown();
            server.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return record(1);
    }

    @Test
    void handsOverOneAfterTheOther() {
        start(() -> record(asked.get()));

        List<Object> values = new ArrayList<>();
        while (values.size() < 100) {
            List<SourceRecord> records = thread.poll();
            values.addAll(
                    records == null
                            ? List.of()
                            : records.stream().map(SourceRecord::value).toList());
            assertThat(asked.get()).as("nothing is read ahead").isLessThanOrEqualTo(values.size() + 1);
        }

        assertThat(values).isSorted().doesNotHaveDuplicates().startsWith(1).endsWith(100);
    }

    @Test
    void comesBackWhileTheServerIsAwaited() {
        start(this::fromServer);

        assertThat(thread.poll()).isNull();
        assertThat(thread.poll()).isNull();

        server.countDown();
        List<SourceRecord> records = thread.poll();
        while (records == null) {
            records = thread.poll();
        }
        assertThat(records).extracting(SourceRecord::value).containsExactly(1);
    }

    @Test
    void failsInConnectsThread() throws InterruptedException {
        start(() -> {
            throw new ConnectException("refused");
        });

        closed.await();
        assertThatThrownBy(thread::poll).isInstanceOf(ConnectException.class).hasMessage("refused");
    }

    @Test
    void aStopEndsAPause() throws InterruptedException {
        start(() -> {
            stop.waitAfter(1);
            return List.of();
        });
        assertThat(thread.poll()).isNull();

        thread.stop();

        assertThat(closed.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aStopEndsTheWaitForConnect() throws InterruptedException {
        start(() -> record(1));

        thread.stop();

        assertThat(closed.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aStopDoesNotWaitForTheServer() throws InterruptedException {
        start(this::fromServer);
        awaited.await();

        thread.stop();

        assertThat(closed.getCount()).isEqualTo(1);
        server.countDown();
        assertThat(closed.await(30, TimeUnit.SECONDS)).isTrue();
    }
}
