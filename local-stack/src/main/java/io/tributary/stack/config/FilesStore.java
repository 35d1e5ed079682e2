package io.tributary.stack.config;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where files lie and how to get there.
 *
 * @param url {@code ftp://host[:port]/folder}, {@code ftps://...}, {@code file:///folder} or {@code s3://bucket/prefix},
 *     without credentials
 * @param user FTP login; empty for anonymous
 * @param password FTP password
 * @param ftp how the server is spoken to; set for FTP and FTPS only
 * @param s3 how the store is reached; set for S3 only
 */
public record FilesStore(
        String url, Optional<String> user, Optional<Secret> password, Optional<FtpConfig> ftp, Optional<S3Config> s3) {

    private static final Pattern URL =
            Pattern.compile("(?:ftps?://[^/:@\\s]+(?::\\d{1,5})?(?:/.*)?|file:///.*|s3://[^/:@\\s]+(?:/.*)?)");

    public FilesStore {
        requireNonNull(user, "user is null");
        requireNonNull(password, "password is null");
        requireNonNull(ftp, "ftp is null");
        requireNonNull(s3, "s3 is null");
        if (!isUrl(url)) {
            throw new IllegalArgumentException("This is no URL of a store of files");
        }
    }

    static boolean isUrl(String text) {
        return URL.matcher(text).matches();
    }

    /** The part of the URL before the colon. */
    public String scheme() {
        return schemeOf(url);
    }

    static String schemeOf(String url) {
        return url.substring(0, url.indexOf(':'));
    }
}
