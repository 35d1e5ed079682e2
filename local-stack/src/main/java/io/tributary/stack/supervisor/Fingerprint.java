package io.tributary.stack.supervisor;

import io.tributary.stack.config.LakeConfig.ExternalLake;
import io.tributary.stack.config.S3Config;
import io.tributary.stack.config.Secret;
import io.tributary.stack.config.TributaryConfig;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A hash of the parts of a configuration that cannot change while a stack runs: everything beside the sources. */
final class Fingerprint {

    private Fingerprint() {}

    static String of(TributaryConfig config) {
        String keys = config.lake()
                .external()
                .map(ExternalLake::s3)
                .flatMap(S3Config::secretKey)
                .map(Secret::reveal)
                .orElse("");
        String text = config.lake() + "\n" + config.archive() + "\n" + config.stack() + "\n" + keys;
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
