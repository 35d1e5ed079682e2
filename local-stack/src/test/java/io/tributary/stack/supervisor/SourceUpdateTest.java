package io.tributary.stack.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.stack.config.LakeConfig;
import io.tributary.stack.config.PostgresSource;
import io.tributary.stack.config.Secret;
import io.tributary.stack.config.SourceConfig;
import io.tributary.stack.config.StackConfig;
import io.tributary.stack.config.TablePattern;
import io.tributary.stack.config.TlsMode;
import io.tributary.stack.config.TributaryConfig;
import io.tributary.stack.layout.StackException;
import io.tributary.stack.layout.StateDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How changed sources reach a running supervisor, and how earlier ones are remembered. */
class SourceUpdateTest {

    private static final PostgresSource SHOP = source("shop");
    private static final PostgresSource CRM = source("crm");

    @TempDir
    private Path folder;

    private StateDirectory state;

    @BeforeEach
    void create() {
        state = new StateDirectory(folder.resolve("state"));
        state.create();
    }

    @Test
    void sourcesArriveAndTheAnswerComesBack() throws Exception {
        SourceUpdate supervisor = new SourceUpdate(state);
        CompletableFuture<List<String>> answer =
                CompletableFuture.supplyAsync(() -> new SourceUpdate(state).send(List.of(SHOP, CRM)));
        AtomicReference<List<SourceConfig>> received = new AtomicReference<>();
        Dummies.await("the request", () -> {
            supervisor.receive().ifPresent(received::set);
            return received.get() != null;
        });

        supervisor.answerDone(List.of("dropped something"));

        assertThat(answer.get(10, TimeUnit.SECONDS)).containsExactly("dropped something");
        assertThat(received.get()).containsExactly(SHOP, CRM);
        assertThat(filesIn(state.run())).isEmpty();
    }

    @Test
    void aRefusalIsPassedOn() {
        SourceUpdate supervisor = new SourceUpdate(state);
        CompletableFuture<List<String>> answer =
                CompletableFuture.supplyAsync(() -> new SourceUpdate(state).send(List.of(SHOP)));
        Dummies.await("the request", () -> supervisor.receive().isPresent());

        supervisor.answerFailed("wal_level is 'replica'\nAlter it");

        assertThatThrownBy(() -> answer.get(10, TimeUnit.SECONDS))
                .hasRootCauseInstanceOf(StackException.class)
                .hasRootCauseMessage("wal_level is 'replica'\nAlter it");
    }

    @Test
    void whatIsRememberedIsClosedToOthers() throws IOException {
        KnownSources known = new KnownSources(state);

        known.writeTouched(List.of(SHOP, CRM));
        known.writeCaptured(List.of(SHOP));

        assertThat(known.touched()).containsExactly(SHOP, CRM);
        assertThat(known.captured()).containsExactly(SHOP);
        for (Path file : filesIn(state.secrets())) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void removalsAreAnnounced() {
        KnownSources known = new KnownSources(state);
        known.writeTouched(List.of(SHOP, CRM));

        List<String> lines = known.announceRemovals(
                new TributaryConfig(LakeConfig.embedded(), Map.of("shop", SHOP), StackConfig.defaults()));

        assertThat(lines)
                .containsExactly(
                        "Source crm is no longer configured: its connector is removed, and its replication slot and"
                                + " publication at db:5432/crm are dropped.");
    }

    @Test
    void adamagedMemoryIsExplained() throws IOException {
        KnownSources known = new KnownSources(state);
        known.writeTouched(List.of(SHOP));
        Path file = filesIn(state.secrets()).get(0);
        Files.writeString(file, "{\"sources\": {\"shop\": {\"type\"");

        assertThatThrownBy(known::touched)
                .isInstanceOf(StackException.class)
                .hasMessageContaining("The file that remembers which sources were set up is damaged: " + file);
    }

    private static List<Path> filesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private static PostgresSource source(String name) {
        return new PostgresSource(
                name,
                "db",
                5432,
                name,
                "user",
                Secret.of("secret of " + name),
                TlsMode.PREFER,
                Optional.empty(),
                List.of(new TablePattern("public", "*")),
                List.of());
    }
}
