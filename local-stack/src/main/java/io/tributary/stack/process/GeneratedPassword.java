package io.tributary.stack.process;

import io.tributary.stack.config.Secret;
import java.security.SecureRandom;

/** Random passwords of letters and digits, which need no quoting anywhere. */
final class GeneratedPassword {

    private static final String ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";
    private static final int LENGTH = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private GeneratedPassword() {}

    static Secret create() {
        return ofLength(LENGTH);
    }

    static Secret ofLength(int length) {
        StringBuilder password = new StringBuilder();
        for (int i = 0; i < length; i++) {
            password.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return Secret.of(password.toString());
    }
}
