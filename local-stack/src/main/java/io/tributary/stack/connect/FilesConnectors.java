package io.tributary.stack.connect;

import io.tributary.stack.config.FilesDataset;
import io.tributary.stack.config.FilesDataset.CsvFormat;
import io.tributary.stack.config.FilesDataset.Format;
import io.tributary.stack.config.FilesSource;
import io.tributary.stack.config.FilesStore;
import io.tributary.stack.config.FtpConfig;
import io.tributary.stack.config.S3Config;
import io.tributary.stack.release.SettledTopic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The connectors of a files source: one a dataset, and a sink for each whose files are taken away. */
final class FilesConnectors implements PluginConnectors {

    private static final String USER = "files.user";
    private static final String PASSWORD = "files.password";

    private final FilesSource source;
    private final CaptureSettings settings;
    private final PasswordFiles passwords;

    FilesConnectors(FilesSource source, CaptureSettings settings, PasswordFiles passwords) {
        this.source = source;
        this.settings = settings;
        this.passwords = passwords;
    }

    @Override
    public FilesSource source() {
        return source;
    }

    @Override
    public List<String> names() {
        List<String> names = new ArrayList<>(
                source.datasetNames().stream().map(this::connectorName).toList());
        releasing().map(dataset -> releaseName(dataset.name())).forEach(names::add);
        return List.copyOf(names);
    }

    @Override
    public boolean isOwn(String connector) {
        return connector.startsWith(connectorName(""));
    }

    private Stream<FilesDataset> releasing() {
        return source.datasets().stream()
                .filter(dataset -> dataset.afterSilver().releases());
    }

    private String releaseName(String dataset) {
        return connectorName(dataset) + "-release";
    }

    /** Neither part can hold a hyphen. */
    private String connectorName(String dataset) {
        return "files-" + source.name() + "-" + dataset;
    }

    @Override
    public Map<String, String> secrets() {
        Map<String, String> secrets = new TreeMap<>();
        FilesStore store = source.store();
        store.user().ifPresent(user -> secrets.put(USER, user));
        store.password().ifPresent(password -> secrets.put(PASSWORD, password.reveal()));
        store.s3().flatMap(S3Config::accessKey).ifPresent(key -> secrets.put(USER, key.reveal()));
        store.s3().flatMap(S3Config::secretKey).ifPresent(key -> secrets.put(PASSWORD, key.reveal()));
        return secrets;
    }

    @Override
    public Map<String, Map<String, String>> configs() {
        Map<String, Map<String, String>> configs = new LinkedHashMap<>();
        source.datasets().forEach(dataset -> configs.put(connectorName(dataset.name()), config(dataset)));
        releasing().forEach(dataset -> configs.put(releaseName(dataset.name()), releaseConfig(dataset)));
        return configs;
    }

    /** The sink that takes away what the supervisor says is completely in the lake. */
    private Map<String, String> releaseConfig(FilesDataset dataset) {
        Map<String, String> config = new TreeMap<>();
        config.put("connector.class", "io.tributary.connectors.files.ReleaseSinkConnector");
        config.put("tasks.max", "1");
        config.put("topics", SettledTopic.of(source.name(), dataset.name()));
        config.put("key.converter", "org.apache.kafka.connect.storage.StringConverter");
        config.put("value.converter", "org.apache.kafka.connect.json.JsonConverter");
        config.put("value.converter.schemas.enable", "false");
        // The topic may be made after the connector.
        config.put("consumer.override.metadata.max.age.ms", "5000");
        // A task that was killed keeps its partitions so long from its successor; the consumer's own default is 45 s.
        config.put("consumer.override.session.timeout.ms", "10000");
        putStore(config);
        config.put("after.silver", dataset.afterSilver().action().name().toLowerCase(Locale.ROOT));
        dataset.afterSilver().folder().ifPresent(folder -> config.put("after.silver.folder", folder));
        return config;
    }

    private Map<String, String> config(FilesDataset dataset) {
        Map<String, String> values = settings.placeholders(source.name());
        values.put("dataset", dataset.name());
        values.put("tasks", String.valueOf(dataset.tasks()));
        Map<String, String> config = ConnectorTemplate.fill(settings.filesTemplate(), values);
        config.put("poll.interval.ms", String.valueOf(source.pollInterval().toMillis()));
        putStore(config);
        putFormat(config, dataset);
        PluginConnectors.putList(config, "files.include", dataset.include());
        PluginConnectors.putList(config, "files.exclude", excluded(dataset));
        PluginConnectors.putList(config, "archive.entries", dataset.entries());
        PluginConnectors.putList(config, "key.columns", dataset.key());
        dataset.period().ifPresent(period -> config.put("period.regex", period));
        config.putAll(settings.overrides());
        return config;
    }

    /** What was moved away is not read again. */
    private static List<String> excluded(FilesDataset dataset) {
        List<String> excluded = new ArrayList<>(dataset.exclude());
        dataset.afterSilver().folder().ifPresent(folder -> excluded.add(folder + "/**"));
        return excluded;
    }

    private void putStore(Map<String, String> config) {
        FilesStore store = source.store();
        config.put("files.url", store.url());
        secrets().keySet().forEach(key -> config.put(key, passwords.reference(source.name(), key)));
        store.ftp().ifPresent(ftp -> putFtp(config, ftp));
        store.s3().ifPresent(s3 -> putS3(config, s3));
    }

    private static void putFtp(Map<String, String> config, FtpConfig ftp) {
        config.put("files.ftp.passive", String.valueOf(ftp.passive()));
        config.put("files.ftp.names.encoding", ftp.namesEncoding().name());
        config.put("files.ftp.tls", ftp.tls().name().toLowerCase(Locale.ROOT));
        config.put("files.timeout.ms", String.valueOf(ftp.timeout().toMillis()));
    }

    private static void putS3(Map<String, String> config, S3Config s3) {
        s3.region().ifPresent(region -> config.put("files.s3.region", region));
        s3.endpoint().ifPresent(endpoint -> config.put("files.s3.endpoint", endpoint.toString()));
        config.put("files.s3.path.style", String.valueOf(s3.pathStyle()));
    }

    private static void putFormat(Map<String, String> config, FilesDataset dataset) {
        config.put("format", dataset.format().label());
        config.put("encoding", dataset.encoding().orElse("auto"));
        config.put("encoding.fallback", dataset.fallbackEncoding());
        if (dataset.format() == Format.CSV) {
            CsvFormat csv = dataset.csv();
            config.put("csv.delimiter", csv.delimiter());
            config.put("csv.quote", csv.quote());
            config.put("csv.escape", csv.escape());
            config.put("csv.header", String.valueOf(csv.columns().isEmpty()));
            PluginConnectors.putList(config, "csv.columns", csv.columns());
        }
    }
}
