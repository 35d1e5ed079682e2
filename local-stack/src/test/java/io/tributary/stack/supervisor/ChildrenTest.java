package io.tributary.stack.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.stack.layout.ProcessName;
import io.tributary.stack.layout.StackException;
import io.tributary.stack.process.HealthCheck.Health;
import io.tributary.stack.process.ProcessSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Supervision of real, if idle, child processes. */
class ChildrenTest {

    @TempDir
    private Path folder;

    private final List<String> events = new CopyOnWriteArrayList<>();
    private Children children;

    @AfterEach
    void stop() {
        if (children != null) {
            children.stop();
        }
    }

    @Test
    void startsWhatOthersNeedFirst() throws Exception {
        Dummies dummies = new Dummies(folder);
        start(
                dummies.serving(ProcessName.STREAMS, ProcessName.BROKER, ProcessName.REGISTRY),
                dummies.serving(ProcessName.BROKER),
                dummies.serving(ProcessName.REGISTRY));

        children.allServed().get(30, TimeUnit.SECONDS);

        assertThat(events).hasSize(3);
        assertThat(events.get(2)).isEqualTo("started streams");
        assertThat(children.status()).allMatch(status -> status.state().equals("RUNNING") && status.rssBytes() > 0);
    }

    @Test
    void startsAKilledProcessAgain() throws Exception {
        start(new Dummies(folder).serving(ProcessName.BROKER));
        children.allServed().get(30, TimeUnit.SECONDS);
        Keeper broker = children.keeper(ProcessName.BROKER);
        long first = broker.handle().orElseThrow().pid();

        broker.handle().orElseThrow().destroyForcibly();

        Dummies.await(
                "another process serves",
                () -> broker.state() == ProcessState.RUNNING
                        && broker.handle()
                                .filter(process -> process.pid() != first)
                                .isPresent());
        assertThat(broker.restarts()).isEqualTo(1);
        assertThat(broker.problem()).isEmpty();
    }

    @Test
    void startsAProcessAgainThatDoesNotAnswer() throws Exception {
        Dummies dummies = new Dummies(folder);
        AtomicBoolean silent = new AtomicBoolean();
        start(dummies.serving(
                ProcessName.CONNECT,
                () -> silent.get()
                        ? new Health.Unreachable("no answer")
                        : dummies.health(ProcessName.CONNECT).check()));
        children.allServed().get(30, TimeUnit.SECONDS);
        Keeper connect = children.keeper(ProcessName.CONNECT);
        long first = connect.handle().orElseThrow().pid();

        silent.set(true);
        Dummies.await("the silent process is replaced", () -> connect.restarts() > 0);
        silent.set(false);

        Dummies.await("it serves again", () -> connect.state() == ProcessState.RUNNING);
        assertThat(connect.handle().orElseThrow().pid()).isNotEqualTo(first);
    }

    @Test
    void aProcessThatIsSickForAMomentIsLeftAlone() throws Exception {
        Dummies dummies = new Dummies(folder);
        AtomicBoolean sick = new AtomicBoolean();
        start(dummies.serving(
                ProcessName.SPARK,
                () -> sick.get()
                        ? new Health.NotReady("starting")
                        : dummies.health(ProcessName.SPARK).check()));
        children.allServed().get(30, TimeUnit.SECONDS);
        Keeper spark = children.keeper(ProcessName.SPARK);

        sick.set(true);
        Dummies.await("it is reported", () -> spark.state() == ProcessState.UNHEALTHY);
        assertThat(spark.problem()).contains("starting");
        sick.set(false);

        Dummies.await("it is well again", () -> spark.state() == ProcessState.RUNNING);
        assertThat(spark.restarts()).isZero();
    }

    @Test
    void aStartThatTakesLongIsWaitedForIfTheProcessAnswers() throws Exception {
        Duration startTimeout = Duration.ofSeconds(1);
        Dummies dummies = new Dummies(folder);
        long begun = System.nanoTime();
        start(dummies.serving(
                ProcessName.SPARK,
                startTimeout,
                () -> System.nanoTime() - begun < 2 * startTimeout.toNanos()
                        ? new Health.NotReady("starting")
                        : dummies.health(ProcessName.SPARK).check()));

        children.allServed().get(30, TimeUnit.SECONDS);

        assertThat(children.keeper(ProcessName.SPARK).restarts()).isZero();
    }

    @Test
    void givesUpWhatNeverServesAndSaysWhy() {
        Dummies dummies = new Dummies(folder);
        start(dummies.dying(ProcessName.BROKER), dummies.serving(ProcessName.CONNECT, ProcessName.BROKER));

        assertThatThrownBy(() -> children.allServed().get(30, TimeUnit.SECONDS))
                .hasRootCauseInstanceOf(StackException.class)
                .hasRootCauseMessage(
                        "broker could not be started in 3 attempts: ended by itself with exit code 7. The log"
                                + " is " + dummies.log(ProcessName.BROKER)
                                + "; it ends with:\n  dummy cannot live\n  dummy cannot live\n  dummy cannot live");
        assertThat(children.keeper(ProcessName.BROKER).state()).isEqualTo(ProcessState.FAILED);
        assertThat(children.keeper(ProcessName.CONNECT).state()).isEqualTo(ProcessState.WAITING);
        assertThat(events).containsOnly("started broker", "ended broker");
    }

    @Test
    void stopsReadersBeforeWhatTheyReadFrom() throws Exception {
        Dummies dummies = new Dummies(folder);
        start(
                dummies.serving(ProcessName.POSTGRES),
                dummies.serving(ProcessName.BROKER),
                dummies.serving(ProcessName.STREAMS),
                dummies.serving(ProcessName.SPARK));
        children.allServed().get(30, TimeUnit.SECONDS);
        events.clear();

        children.stop();

        assertThat(events).containsExactly("ended spark", "ended streams", "ended broker", "ended postgres");
        assertThat(children.status()).allMatch(status -> status.state().equals("STOPPED") && status.pid() == null);
    }

    @Test
    void canBeStoppedWhileItStarts() {
        Dummies dummies = new Dummies(folder);
        start(
                dummies.serving(ProcessName.BROKER, () -> new Health.Unreachable("never")),
                dummies.serving(ProcessName.CONNECT, ProcessName.BROKER));

        children.stop();

        assertThat(children.keeper(ProcessName.BROKER).handle()).isEmpty();
        assertThat(children.keeper(ProcessName.CONNECT).state()).isEqualTo(ProcessState.STOPPED);
    }

    private void start(ProcessSpec... specs) {
        children = new Children(List.of(specs), Dummies.QUICK, new Keeper.Journal() {
            @Override
            public void started(ProcessSpec spec, ProcessHandle process) {
                events.add("started " + spec.name());
            }

            @Override
            public void ended(ProcessSpec spec) {
                events.add("ended " + spec.name());
            }
        });
        children.start();
    }
}
