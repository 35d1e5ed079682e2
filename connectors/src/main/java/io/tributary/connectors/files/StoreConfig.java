package io.tributary.connectors.files;

import io.tributary.connectors.files.store.FileStore;
import io.tributary.connectors.files.store.FileStores;
import io.tributary.connectors.files.store.FtpSettings;
import io.tributary.connectors.files.store.FtpTls;
import io.tributary.connectors.files.store.PathFilter;
import io.tributary.connectors.files.store.S3Settings;
import io.tributary.connectors.plugin.Checks;
import io.tributary.connectors.plugin.Choice;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;

/** Settings of where the files lie and which of them are wanted. */
final class StoreConfig {

    static final String URL = "files.url";
    static final String USER = "files.user";
    static final String PASSWORD = "files.password";
    static final String INCLUDE = "files.include";
    static final String EXCLUDE = "files.exclude";
    static final String PASSIVE = "files.ftp.passive";
    static final String NAMES = "files.ftp.names.encoding";
    static final String TLS = "files.ftp.tls";
    static final String TIMEOUT = "files.timeout.ms";
    static final String REGION = "files.s3.region";
    static final String ENDPOINT = "files.s3.endpoint";
    static final String PATH_STYLE = "files.s3.path.style";

    private static final String GROUP = "Store";
    private static final int FTP_PORT = 21;
    private static final int IMPLICIT_FTPS_PORT = 990;

    private StoreConfig() {}

    static ConfigDef addTo(ConfigDef definition) {
        return definition
                .define(
                        URL,
                        Type.STRING,
                        ConfigDef.NO_DEFAULT_VALUE,
                        Checks.of("a store's URL", StoreUrl::of),
                        Importance.HIGH,
                        "Where the files lie: ftp://host[:port]/folder, ftps://host[:port]/folder, file:///folder or"
                                + " s3://bucket/prefix. A local folder must be the same on every worker.",
                        GROUP,
                        1,
                        Width.LONG,
                        "URL")
                .define(
                        USER,
                        Type.STRING,
                        "anonymous",
                        new ConfigDef.NonEmptyString(),
                        Importance.MEDIUM,
                        "FTP login, or S3 access key; 'anonymous' on S3 means the credentials of the environment",
                        GROUP,
                        2,
                        Width.MEDIUM,
                        "User")
                .define(
                        PASSWORD,
                        Type.PASSWORD,
                        "anonymous@",
                        Importance.MEDIUM,
                        "FTP password, or S3 secret key. Use a config provider's reference, so that Connect's REST API"
                                + " shows no more than that.",
                        GROUP,
                        3,
                        Width.MEDIUM,
                        "Password")
                .define(
                        INCLUDE,
                        Type.LIST,
                        List.of(),
                        Checks.eachOf("a glob", glob -> new PathFilter(List.of(glob), List.of())),
                        Importance.HIGH,
                        "Globs over the path below the URL, for instance 2024/**/*.7z; without a slash over the file's"
                                + " name in any folder. Nothing means all files.",
                        GROUP,
                        4,
                        Width.LONG,
                        "Include")
                .define(
                        EXCLUDE,
                        Type.LIST,
                        List.of(),
                        Checks.eachOf("a glob", glob -> new PathFilter(List.of(glob), List.of())),
                        Importance.MEDIUM,
                        "Globs of what is left out of it",
                        GROUP,
                        5,
                        Width.LONG,
                        "Exclude")
                .define(
                        PASSIVE,
                        Type.BOOLEAN,
                        true,
                        Importance.LOW,
                        "Whether the client opens FTP's data connections, as firewalls want it",
                        GROUP,
                        6,
                        Width.SHORT,
                        "Passive mode")
                .define(
                        NAMES,
                        Type.STRING,
                        "ISO-8859-1",
                        Checks.of("an encoding", Charset::forName),
                        Importance.LOW,
                        "Encoding of file names on the FTP control connection",
                        GROUP,
                        7,
                        Width.SHORT,
                        "Encoding of names",
                        Choice.of("ISO-8859-1", "UTF-8"))
                .define(
                        TLS,
                        Type.STRING,
                        "explicit",
                        ConfigDef.ValidString.in("explicit", "implicit"),
                        Importance.LOW,
                        "How an ftps:// connection is encrypted: explicit (AUTH TLS) or implicit (port 990)",
                        GROUP,
                        8,
                        Width.SHORT,
                        "TLS",
                        Choice.of("explicit", "implicit"))
                .define(
                        TIMEOUT,
                        Type.INT,
                        60_000,
                        ConfigDef.Range.atLeast(100),
                        Importance.LOW,
                        "How long a silent FTP server is waited for before the connection is made anew, in milliseconds",
                        GROUP,
                        9,
                        Width.SHORT,
                        "Timeout")
                .define(
                        REGION,
                        Type.STRING,
                        null,
                        Importance.LOW,
                        "AWS region; by default what the environment names",
                        GROUP,
                        10,
                        Width.SHORT,
                        "S3 region")
                .define(
                        ENDPOINT,
                        Type.STRING,
                        null,
                        Checks.of("an URL", URI::create),
                        Importance.LOW,
                        "Address of an S3-compatible store; by default AWS",
                        GROUP,
                        11,
                        Width.MEDIUM,
                        "S3 endpoint")
                .define(
                        PATH_STYLE,
                        Type.BOOLEAN,
                        false,
                        Importance.LOW,
                        "Whether the bucket stands in the path of S3 requests instead of the host name",
                        GROUP,
                        12,
                        Width.SHORT,
                        "S3 path style");
    }

    static PathFilter filter(AbstractConfig config) {
        return new PathFilter(config.getList(INCLUDE), config.getList(EXCLUDE));
    }

    static FileStore store(AbstractConfig config) {
        StoreUrl url = StoreUrl.of(config.getString(URL));
        return switch (url.scheme()) {
            case "file" -> FileStores.local(Path.of(url.path().isEmpty() ? "/" : url.path()));
            case "s3" -> FileStores.s3(s3(config, url));
            default -> FileStores.ftp(ftp(config, url));
        };
    }

    private static FtpSettings ftp(AbstractConfig config, StoreUrl url) {
        FtpTls tls = url.scheme().equals("ftp")
                ? FtpTls.NONE
                : FtpTls.valueOf(config.getString(TLS).toUpperCase(Locale.ROOT));
        return new FtpSettings(
                url.host(),
                url.portOr(tls == FtpTls.IMPLICIT ? IMPLICIT_FTPS_PORT : FTP_PORT),
                url.path(),
                config.getString(USER),
                config.getPassword(PASSWORD).value(),
                tls,
                config.getBoolean(PASSIVE),
                Charset.forName(config.getString(NAMES)),
                Duration.ofMillis(config.getInt(TIMEOUT)));
    }

    private static S3Settings s3(AbstractConfig config, StoreUrl url) {
        boolean anonymous = config.getString(USER).equals("anonymous");
        String endpoint = config.getString(ENDPOINT);
        return new S3Settings(
                url.host(),
                url.path().isEmpty() ? "" : url.path().substring(1) + "/",
                config.getString(REGION),
                endpoint == null ? null : URI.create(endpoint),
                config.getBoolean(PATH_STYLE),
                anonymous ? null : config.getString(USER),
                anonymous ? null : config.getPassword(PASSWORD).value());
    }
}
