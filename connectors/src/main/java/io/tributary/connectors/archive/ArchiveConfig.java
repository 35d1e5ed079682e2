package io.tributary.connectors.archive;

import io.tributary.connectors.archive.format.FileFormat;
import io.tributary.connectors.archive.store.S3Settings;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.ValidString;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;

/** The connector's configuration. */
final class ArchiveConfig {

    static final String BUCKET = "s3.bucket.name";
    static final String REGION = "s3.region";
    static final String ENDPOINT = "s3.endpoint";
    static final String PATH_STYLE = "s3.path.style.access";
    static final String ACCESS_KEY = "aws.access.key.id";
    static final String SECRET_KEY = "aws.secret.access.key";
    static final String ENCRYPTION = "s3.sse";
    static final String ENCRYPTION_KEY = "s3.sse.kms.key.id";
    static final String STORAGE_CLASS = "s3.storage.class";
    static final String PART_SIZE = "s3.part.size";
    static final String PREFIX = "s3.prefix";
    static final String FILE_NAME = "file.name.template";
    static final String FLUSH_SIZE = "flush.size";
    static final String FLUSH_BYTES = "flush.bytes";
    static final String ROTATE_INTERVAL = "rotate.interval.ms";
    static final String FORMAT = "format";
    static final String COMPRESSION = "compression";
    static final String REGISTRY = "schema.registry.url";
    /** Settings of the clients that ask for topics' ids and where their logs begin and end, as every Kafka client has them. */
    static final String KAFKA_PREFIX = "kafka.";

    static final String BOOTSTRAP = KAFKA_PREFIX + CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG;
    static final String SPOOL = "spool.dir";
    static final String RETRY_BACKOFF = "retry.backoff.ms";

    /** S3 takes no smaller part but the last one. */
    private static final int SMALLEST_PART = 5 * 1024 * 1024;

    static final ConfigDef DEFINITION = new ConfigDef()
            .define(
                    BUCKET,
                    Type.STRING,
                    ConfigDef.NO_DEFAULT_VALUE,
                    new ConfigDef.NonEmptyString(),
                    Importance.HIGH,
                    "The bucket; it must exist")
            .define(
                    REGION,
                    Type.STRING,
                    "",
                    Importance.HIGH,
                    "The bucket's region, for instance eu-central-1; empty for what the AWS SDK's default chain says")
            .define(
                    ENDPOINT,
                    Type.STRING,
                    "",
                    ArchiveConfig::requireUrl,
                    Importance.MEDIUM,
                    "URL of a store other than AWS; it must know conditional writes (If-None-Match)")
            .define(
                    PATH_STYLE,
                    Type.BOOLEAN,
                    false,
                    Importance.LOW,
                    "Whether the bucket is in the path instead of the host name, as most stores other than AWS want it")
            .define(
                    ACCESS_KEY,
                    Type.STRING,
                    "",
                    Importance.MEDIUM,
                    "Access key id; empty for the AWS SDK's default chain of credentials")
            .define(SECRET_KEY, Type.PASSWORD, "", Importance.MEDIUM, "Secret key; goes with " + ACCESS_KEY)
            .define(
                    ENCRYPTION,
                    Type.STRING,
                    "",
                    ValidString.in("", "AES256", "aws:kms", "aws:kms:dsse"),
                    Importance.MEDIUM,
                    "Server-side encryption; empty for the bucket's own setting")
            .define(
                    ENCRYPTION_KEY,
                    Type.STRING,
                    "",
                    Importance.LOW,
                    "Id or ARN of the KMS key; empty for the account's default key")
            .define(
                    STORAGE_CLASS,
                    Type.STRING,
                    "",
                    ValidString.in(
                            "",
                            "STANDARD",
                            "STANDARD_IA",
                            "ONEZONE_IA",
                            "INTELLIGENT_TIERING",
                            "GLACIER_IR",
                            "GLACIER",
                            "DEEP_ARCHIVE",
                            "REDUCED_REDUNDANCY"),
                    Importance.LOW,
                    "Storage class of data files; empty for STANDARD. Manifest, claims and schemas stay STANDARD")
            .define(
                    PART_SIZE,
                    Type.INT,
                    8 * 1024 * 1024,
                    Range.atLeast(SMALLEST_PART),
                    Importance.LOW,
                    "Files above this size, in bytes, are uploaded in parts of it; one part is in memory at a time")
            .define(
                    PREFIX,
                    Type.STRING,
                    "raw/",
                    ArchiveConfig::requireFolder,
                    Importance.MEDIUM,
                    "Begin of all keys; empty or with a slash at its end")
            .define(
                    FILE_NAME,
                    Type.STRING,
                    FileNameTemplate.DEFAULT,
                    (name, value) -> new FileNameTemplate((String) value),
                    Importance.MEDIUM,
                    "Names of data files under <prefix>data/, without extension. Variables: {{topic}}, {{topic_id}},"
                            + " {{partition}}, {{start_offset}}, {{end_offset}}, all needed, and {{date}}, the first record's in UTC")
            .define(
                    FLUSH_SIZE,
                    Type.INT,
                    1_000_000,
                    Range.atLeast(1),
                    Importance.HIGH,
                    "A file is complete with so many records")
            .define(
                    FLUSH_BYTES,
                    Type.LONG,
                    64L * 1024 * 1024,
                    Range.atLeast(1),
                    Importance.MEDIUM,
                    "A file is complete at about this size in bytes, compressed")
            .define(
                    ROTATE_INTERVAL,
                    Type.LONG,
                    600_000L,
                    Range.atLeast(1),
                    Importance.HIGH,
                    "A file is complete so many milliseconds after its first record was read, idle topics included")
            .define(
                    FORMAT,
                    Type.STRING,
                    "avro",
                    ValidString.in("avro", "jsonl"),
                    Importance.HIGH,
                    "avro: Avro containers; jsonl: a JSON object a line")
            .define(
                    COMPRESSION,
                    Type.STRING,
                    "zstd",
                    ValidString.in("none", "gzip", "zstd"),
                    Importance.HIGH,
                    "How files are compressed; in Avro containers gzip is the codec deflate")
            .define(
                    REGISTRY,
                    Type.STRING,
                    "",
                    ArchiveConfig::requireUrl,
                    Importance.HIGH,
                    "Root of the schema registry's REST API, from which the schemas of archived records are taken; empty"
                            + " for topics that are not in the Confluent wire format")
            .define(
                    BOOTSTRAP,
                    Type.STRING,
                    ConfigDef.NO_DEFAULT_VALUE,
                    new ConfigDef.NonEmptyString(),
                    Importance.HIGH,
                    "The brokers of the archived topics, which are asked for topics' ids and where their logs begin and"
                            + " end. Further settings of a Kafka"
                            + " client, for instance for TLS and SASL, take the prefix " + KAFKA_PREFIX + " too")
            .define(
                    SPOOL,
                    Type.STRING,
                    System.getProperty("java.io.tmpdir"),
                    new ConfigDef.NonEmptyString(),
                    Importance.MEDIUM,
                    "Folder on the local disk for files that are not complete yet. Nothing is lost with it")
            .define(
                    RETRY_BACKOFF,
                    Type.LONG,
                    3_000L,
                    Range.atLeast(1),
                    Importance.LOW,
                    "Milliseconds until a request is repeated that the store or the registry could not answer");

    private final AbstractConfig values;

    /**
     * Checks a configuration.
     *
     * @throws ConfigException if a value is missing, unknown or does not go with another
     */
    ArchiveConfig(Map<String, String> properties) {
        values = new AbstractConfig(DEFINITION, properties, false);
        if (text(ACCESS_KEY).isPresent() == secretKey().isEmpty()) {
            throw new ConfigException("Give both " + ACCESS_KEY + " and " + SECRET_KEY + ", or neither");
        }
        if (text(ENCRYPTION_KEY).isPresent() && !text(ENCRYPTION).orElse("").startsWith("aws:kms")) {
            throw new ConfigException(ENCRYPTION_KEY + " goes with " + ENCRYPTION + "=aws:kms or aws:kms:dsse");
        }
    }

    S3Settings s3() {
        return new S3Settings(
                values.getString(BUCKET),
                text(REGION),
                text(ENDPOINT).map(URI::create),
                values.getBoolean(PATH_STYLE),
                text(ACCESS_KEY),
                secretKey(),
                text(ENCRYPTION),
                text(ENCRYPTION_KEY),
                text(STORAGE_CLASS),
                values.getInt(PART_SIZE));
    }

    ArchiveLayout layout() {
        return new ArchiveLayout(values.getString(PREFIX));
    }

    FileNameTemplate fileName() {
        return new FileNameTemplate(values.getString(FILE_NAME));
    }

    FileFormat format() {
        return FileFormat.of(values.getString(FORMAT), values.getString(COMPRESSION));
    }

    Optional<URI> registry() {
        return text(REGISTRY).map(URI::create);
    }

    /** Settings of the clients that ask for topics' ids and where their logs begin and end. */
    Map<String, Object> kafka() {
        return values.originalsWithPrefix(KAFKA_PREFIX);
    }

    int flushSize() {
        return values.getInt(FLUSH_SIZE);
    }

    long flushBytes() {
        return values.getLong(FLUSH_BYTES);
    }

    long rotateIntervalMs() {
        return values.getLong(ROTATE_INTERVAL);
    }

    long retryBackoffMs() {
        return values.getLong(RETRY_BACKOFF);
    }

    Path spoolFolder() {
        return Path.of(values.getString(SPOOL));
    }

    private Optional<String> secretKey() {
        Password password = values.getPassword(SECRET_KEY);
        return Optional.of(password.value()).filter(value -> !value.isEmpty());
    }

    private Optional<String> text(String key) {
        return Optional.of(values.getString(key)).filter(value -> !value.isEmpty());
    }

    private static void requireUrl(String name, Object value) {
        String url = (String) value;
        if (!url.isEmpty() && !url.matches("https?://\\S+")) {
            throw new ConfigException(name, value, "It must begin with http:// or https://");
        }
    }

    private static void requireFolder(String name, Object value) {
        String prefix = (String) value;
        if (!prefix.isEmpty() && (!prefix.endsWith("/") || prefix.startsWith("/"))) {
            throw new ConfigException(name, value, "It must end with a slash and not begin with one");
        }
    }
}
