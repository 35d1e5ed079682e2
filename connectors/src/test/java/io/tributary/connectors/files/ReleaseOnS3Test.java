package io.tributary.connectors.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.connectors.files.store.StoredFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** Settled files that are objects in a store. */
class ReleaseOnS3Test {

    private static final String PATH = "2024/ação 1+1.csv";
    private static final String CONTENT = "n\n1\n";
    private static final Map<String, String> DELETE = Map.of("after.silver", "delete");
    private static final Map<String, String> MOVE = Map.of("after.silver", "move", "after.silver.folder", "done");

    private static S3Store store;

    private String folder;
    private Map<String, Object> settled;

    @BeforeAll
    static void start(@TempDir Path data) throws IOException {
        store = S3Store.start(data);
    }

    @AfterAll
    static void stop() {
        store.close();
    }

    /** Each test has a folder of its own, with a file that was read. */
    @BeforeEach
    void read(TestInfo test) throws IOException {
        folder = test.getTestMethod().orElseThrow().getName();
        store.put(folder + "/" + PATH, CONTENT);
        store.put(folder + "/2024/other.csv", CONTENT);
        settled = settled(1, store.listed(folder, PATH));
    }

    /** As the supervisor tells of it. */
    private static Map<String, Object> settled(long generation, StoredFile file) {
        return Map.of(
                "file",
                file.path(),
                "generation",
                generation,
                "size",
                file.size(),
                "modified",
                file.modified(),
                "tag",
                file.tag());
    }

    private void release(Map<String, String> settings, Map<String, Object> settled) {
        ReleaseSinkTask task = new ReleaseSinkTask();
        task.start(store.settings(folder, settings));
        try {
            task.put(List.of(new SinkRecord("settled.x.y", 0, null, PATH, null, settled, 0)));
        } finally {
            task.stop();
        }
    }

    @Test
    void deletesTheObjectAndNoOther() {
        release(DELETE, settled);

        assertThat(store.keys(folder)).containsExactly("2024/other.csv");
    }

    @Test
    void movesTheObjectUnderItsPath() {
        release(MOVE, settled);

        assertThat(store.keys(folder)).containsExactlyInAnyOrder("2024/other.csv", "done/" + PATH);
        assertThat(store.get(folder + "/done/" + PATH)).isEqualTo(CONTENT);
    }

    @Test
    void movesALaterGenerationBesideTheFirst() throws IOException {
        release(MOVE, settled);
        store.put(folder + "/" + PATH, "n\n2\n");

        release(MOVE, settled(2, store.listed(folder, PATH)));

        assertThat(store.get(folder + "/done/" + PATH)).isEqualTo(CONTENT);
        assertThat(store.get(folder + "/done/" + PATH + ".generation-2")).isEqualTo("n\n2\n");
    }

    @Test
    void aRecordThatComesAgainAfterACrashDoesNothing() {
        release(MOVE, settled);

        release(MOVE, settled);

        assertThat(store.keys(folder)).containsExactlyInAnyOrder("2024/other.csv", "done/" + PATH);
    }

    @Test
    void aMoveThatWasCutOffAfterTheCopyIsFinished() {
        store.put(folder + "/done/" + PATH, CONTENT);

        release(MOVE, settled);

        assertThat(store.keys(folder)).containsExactlyInAnyOrder("2024/other.csv", "done/" + PATH);
    }

    @Test
    void putsNoObjectInThePlaceOfAnother() {
        store.put(folder + "/done/" + PATH, "another one");

        assertThatThrownBy(() -> release(MOVE, settled))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("has another object at done/" + PATH + ", so " + PATH + " is not moved there");
        assertThat(store.get(folder + "/" + PATH)).isEqualTo(CONTENT);
        assertThat(store.get(folder + "/done/" + PATH)).isEqualTo("another one");
    }

    @Test
    void keepsAnObjectOfTheSameSizeThatHasCome() {
        store.put(folder + "/" + PATH, "n\n2\n");

        release(DELETE, settled);

        assertThat(store.get(folder + "/" + PATH)).isEqualTo("n\n2\n");
    }

    @Test
    void saysSoIfTheStoreRefusesTheKeys() {
        Map<String, String> wrong = new HashMap<>(store.settings(folder, DELETE));
        wrong.put("files.password", "another");
        ReleaseSinkTask task = new ReleaseSinkTask();
        task.start(wrong);

        assertThatThrownBy(() -> task.put(List.of(new SinkRecord("settled.x.y", 0, null, PATH, null, settled, 0))))
                .isExactlyInstanceOf(ConnectException.class)
                .hasMessageContaining("S3 refuses to look at " + PATH)
                .hasMessageNotContaining("another");
        task.stop();
        assertThat(store.keys(folder)).contains(PATH);
    }
}
