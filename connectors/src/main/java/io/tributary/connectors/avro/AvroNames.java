package io.tributary.connectors.avro;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Makes names legal for Avro: {@code [A-Za-z_][A-Za-z0-9_]*}, a full name being such names with dots between.
 *
 * @see <a href="https://avro.apache.org/docs/1.11.1/specification/#names">Names in the Avro specification</a>
 */
final class AvroNames {

    private AvroNames() {}

    /** Every illegal character becomes an underscore; a first digit gets one in front. */
    static String legal(String name) {
        if (name.isEmpty()) {
            return "_";
        }
        StringBuilder legal = new StringBuilder(name.length() + 1);
        if (isDigit(name.charAt(0))) {
            legal.append('_');
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            legal.append(isLetter(c) || isDigit(c) ? c : '_');
        }
        return legal.toString();
    }

    static String legalFullName(String name) {
        return Arrays.stream(name.split("\\.", -1)).map(AvroNames::legal).collect(Collectors.joining("."));
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
