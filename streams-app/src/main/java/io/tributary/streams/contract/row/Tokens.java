package io.tributary.streams.contract.row;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes tokens of values: their keyed hash (HMAC-SHA-256), the same for the same value in every column and dataset with the
 * same secret. Not thread-safe.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc2104">RFC 2104</a>
 */
public final class Tokens {

    private static final String ALGORITHM = "HmacSHA256";

    private final Mac mac;

    public Tokens(byte[] secret) {
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
        }
    }

    /** The token of a canonical text: 43 characters of base64 for URLs. */
    public String of(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(text.getBytes(UTF_8)));
    }
}
