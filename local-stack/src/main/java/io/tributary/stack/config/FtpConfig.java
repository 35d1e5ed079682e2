package io.tributary.stack.config;

import static java.util.Objects.requireNonNull;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * How an FTP server is spoken to.
 *
 * @param passive whether the client opens the data connections
 * @param tls how an {@code ftps} connection begins
 * @param namesEncoding encoding of file names
 * @param timeout how long a silent server is waited for, at least 100 ms
 */
public record FtpConfig(boolean passive, Tls tls, Charset namesEncoding, Duration timeout) {

    /** The defaults. */
    public static final FtpConfig DEFAULT =
            new FtpConfig(true, Tls.EXPLICIT, StandardCharsets.ISO_8859_1, Duration.ofSeconds(60));

    /** Whether encryption is asked for on the connection or there from its beginning. */
    public enum Tls {
        EXPLICIT,
        IMPLICIT
    }

    public FtpConfig {
        requireNonNull(tls, "tls is null");
        requireNonNull(namesEncoding, "namesEncoding is null");
        requireNonNull(timeout, "timeout is null");
    }
}
