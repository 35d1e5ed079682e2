package io.tributary.connectors.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.connectors.files.store.StoredFile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.apache.kafka.connect.source.SourceConnector;
import org.junit.jupiter.api.Test;

/** What Connect asks the connector itself. */
class FilesSourceConnectorTest {

    private static final Map<String, String> GOOD =
            Map.of("source", "jobs", "dataset", "movements", "files.url", "ftp://host/folder");

    private final FilesSourceConnector connector = new FilesSourceConnector();

    private String error(String key, String value, String reportedAt) {
        Map<String, String> settings = new HashMap<>(GOOD);
        settings.put(key, value);
        return connector.validate(settings).configValues().stream()
                .filter(config -> config.name().equals(reportedAt))
                .map(ConfigValue::errorMessages)
                .findFirst()
                .orElseThrow()
                .toString();
    }

    @Test
    void isFoundAsAService() {
        assertThat(ServiceLoader.load(SourceConnector.class))
                .anyMatch(service -> service instanceof FilesSourceConnector);
    }

    @Test
    void acceptsItsDefaults() {
        assertThat(connector.validate(GOOD).configValues())
                .allMatch(value -> value.errorMessages().isEmpty());
    }

    @Test
    void saysWhatIsWrongWithASetting() {
        assertThat(error("files.url", "http://x/y", "files.url")).contains("is not of the form ftp://host");
        assertThat(error("files.include", "a[", "files.include")).contains("'a[' is not a glob");
        assertThat(error("dataset", "Mov-1", "dataset")).contains("use mov_1");
        assertThat(error("csv.header", "false", "csv.columns")).contains("need the names of their columns");
        assertThat(error("csv.quote", "''", "csv.quote")).contains("must be one character or none");
        assertThat(error("encoding", "latin-99", "encoding")).contains("latin-99");
        assertThat(error("period.regex", "(", "period.regex")).contains("Unclosed group");
    }

    @Test
    void repeatsNoPasswordFromAnUrl() {
        assertThat(error("files.url", "ftp://me:secret-1@host/x", "files.url"))
                .contains("settings of their own")
                .doesNotContain("secret-1");
    }

    @Test
    void supportsExactlyOnce() {
        assertThat(connector.exactlyOnceSupport(GOOD)).isEqualTo(ExactlyOnceSupport.SUPPORTED);
    }

    @Test
    void numbersItsTasks() {
        connector.start(GOOD);

        List<Map<String, String>> tasks = connector.taskConfigs(2);

        assertThat(tasks).extracting(task -> task.get("task.number")).containsExactly("0", "1");
        assertThat(tasks).extracting(task -> task.get("task.count")).containsOnly("2");
    }

    @Test
    void letsItsOwnOffsetsBeAltered() {
        Map<String, ?> partition = Map.of("source", "jobs", "dataset", "movements", "file", "a.csv");
        Map<String, ?> offset = FileOffset.begin(new StoredFile("a.csv", 5, 7L, "tag"), 1, 100_001)
                .afterRow(0, 1)
                .toMap();
        Map<Map<String, ?>, Map<String, ?>> reset = new HashMap<>();
        reset.put(partition, null);

        assertThat(connector.alterOffsets(GOOD, Map.of(partition, offset))).isTrue();
        assertThat(connector.alterOffsets(GOOD, reset)).isTrue();
        assertThatThrownBy(() -> connector.alterOffsets(GOOD, Map.of(Map.of("file", "a.csv"), offset)))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("needs the strings source, dataset and file");
        assertThatThrownBy(() -> connector.alterOffsets(GOOD, Map.of(partition, Map.of("record", 5))))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("needs state (READING, DONE, REJECTED)");
    }
}
