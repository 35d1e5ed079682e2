package io.tributary.stack.contract;

import io.tributary.stack.layout.PrivateFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The secret of tokens for contracts that name none: random, made once, readable for its owner alone. */
public final class TokenSecret {

    private static final int BYTES = 32;

    private TokenSecret() {}

    /** Makes sure that the secret is there. One that is there stays, since tokens change with it. */
    public static void ensure(Path file) {
        if (!Files.exists(file)) {
            byte[] secret = new byte[BYTES];
            new SecureRandom().nextBytes(secret);
            PrivateFile.write(file, HexFormat.of().formatHex(secret));
        }
    }
}
