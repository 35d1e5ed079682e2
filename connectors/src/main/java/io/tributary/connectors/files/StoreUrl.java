package io.tributary.connectors.files;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the files lie: {@code ftp://host[:port]/folder}, {@code ftps://host[:port]/folder}, {@code file:///folder} or
 * {@code s3://bucket/prefix}. Spaces and accents may stand as they are or percent-encoded.
 *
 * @param scheme lower case
 * @param host host or bucket; empty for a local folder
 * @param port -1 if not given
 * @param path folder with a slash before it and none behind it; empty for the root
 */
record StoreUrl(String scheme, String host, int port, String path) {

    private static final Pattern URL = Pattern.compile("(ftp|ftps|file|s3)://([^/:@]*)(?::(\\d{1,5}))?(/.*)?");

    /**
     * Reads an URL.
     *
     * @throws IllegalArgumentException if it is none of these; the message does not repeat it, since it may hold a password
     */
    static StoreUrl of(String text) {
        Matcher matcher = URL.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("is not of the form ftp://host[:port]/folder, ftps://host[:port]/folder,"
                    + " file:///folder or s3://bucket/prefix; user and password have settings of their own");
        }
        String scheme = matcher.group(1).toLowerCase(Locale.ROOT);
        String path = matcher.group(4) == null ? "" : matcher.group(4).replaceAll("/+$", "");
        if (scheme.equals("file") != matcher.group(2).isEmpty()) {
            throw new IllegalArgumentException(
                    scheme.equals("file") ? "needs three slashes: file:///folder" : "names no host or bucket");
        }
        // A plus sign is itself in a path.
        String decoded = URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
        return new StoreUrl(
                scheme, matcher.group(2), matcher.group(3) == null ? -1 : Integer.parseInt(matcher.group(3)), decoded);
    }

    int portOr(int usual) {
        return port < 0 ? usual : port;
    }
}
