package io.tributary.stack.config;

import io.tributary.stack.config.LakeConfig.CatalogConfig;
import io.tributary.stack.config.LakeConfig.ExternalLake;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code lake}. */
final class LakeSection {

    private static final Pattern ROOT = Pattern.compile("s3a?://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])((?:/[^/\\s]+)*)/?");
    private static final Pattern PREFIX = Pattern.compile("[a-z_][a-z0-9_]*");

    private LakeSection() {}

    static LakeConfig read(Section lake) {
        lake.allowOnly(List.of("root", "s3", "catalog"));
        Section s3 = lake.section("s3");
        Section catalog = lake.section("catalog");
        catalog.allowOnly(List.of("database-prefix"));
        Optional<String> root =
                lake.parsed("root", LakeSection::root, "a place in an object store, such as s3://my-bucket/lake");
        if (root.isEmpty() && lake.has("s3")) {
            throw lake.problem(
                    "s3",
                    "is given without lake.root; write root: s3://my-bucket, or leave 's3' out to use the local"
                            + " object store");
        }
        return new LakeConfig(root.map(place -> new ExternalLake(place, s3(s3))), catalog(catalog));
    }

    /** Reads how an object store is reached. */
    static S3Config s3(Section s3) {
        s3.allowOnly(List.of("endpoint", "path-style", "region", "access-key", "secret-key"));
        Optional<Secret> accessKey = s3.secret("access-key");
        Optional<Secret> secretKey = s3.secret("secret-key");
        if (accessKey.isPresent() != secretKey.isPresent()) {
            String given = accessKey.isPresent() ? "access-key" : "secret-key";
            throw s3.problem(
                    given, "access-key and secret-key belong together; give both, or neither to use the default chain");
        }
        Optional<URI> endpoint = s3.parsed(
                "endpoint", LakeSection::endpoint, "a URL such as http://127.0.0.1:9000, without credentials");
        return new S3Config(
                endpoint, s3.flag("path-style").orElse(endpoint.isPresent()), s3.text("region"), accessKey, secretKey);
    }

    private static CatalogConfig catalog(Section catalog) {
        return new CatalogConfig(catalog.parsed(
                        "database-prefix",
                        text -> Optional.of(text)
                                .filter(prefix -> PREFIX.matcher(prefix).matches()),
                        "made of lower-case letters, digits and underscores only")
                .orElse(CatalogConfig.DEFAULT_PREFIX));
    }

    private static Optional<String> root(String text) {
        var matcher = ROOT.matcher(text);
        return matcher.matches() ? Optional.of("s3://" + matcher.group(1) + matcher.group(2)) : Optional.empty();
    }

    private static Optional<URI> endpoint(String text) {
        try {
            URI uri = URI.create(text);
            boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            return http && uri.getHost() != null && uri.getUserInfo() == null ? Optional.of(uri) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
