package io.tributary.stack.archive.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.stack.layout.StackException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ReadAheadTest {

    private final List<Object> seen = new ArrayList<>();

    @Test
    void whatFollowsKeepsTheOrderWhicheverWorkIsDoneFirst() {
        CountDownLatch second = new CountDownLatch(1);
        try (ReadAhead ahead = new ReadAhead(2)) {
            ahead.then(
                    () -> {
                        second.await();
                        return "first";
                    },
                    seen::add);
            ahead.then(() -> seen.add("between"));
            ahead.then(
                    () -> {
                        second.countDown();
                        return "second";
                    },
                    seen::add);
            ahead.finish();
        }

        assertThat(seen).containsExactly("first", "between", "second");
    }

    @Test
    void onlySoManyWorksAreAskedForThatTheOldestIsWaitedFor() {
        AtomicInteger begun = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        try (ReadAhead ahead = new ReadAhead(3)) {
            IntStream.range(0, 200)
                    .forEach(each -> ahead.then(
                            () -> {
                                most.accumulateAndGet(begun.incrementAndGet(), Math::max);
                                return each;
                            },
                            number -> {
                                begun.decrementAndGet();
                                seen.add(number);
                            }));
            ahead.finish();
        }

        assertThat(seen)
                .containsExactlyElementsOf(IntStream.range(0, 200).boxed().toList());
        assertThat(most.get()).isLessThanOrEqualTo(7);
    }

    @Test
    void whatFailsIsThrownBehindWhatWasAskedForBefore() {
        try (ReadAhead ahead = new ReadAhead(2)) {
            ahead.then(() -> seen.add("before"));
            assertThatThrownBy(() -> {
                        ahead.then(
                                () -> {
                                    throw new StackException("S3 does not answer");
                                },
                                seen::add);
                        ahead.finish();
                    })
                    .isInstanceOf(StackException.class)
                    .hasMessage("S3 does not answer");
        }

        assertThat(seen).containsExactly("before");
    }
}
