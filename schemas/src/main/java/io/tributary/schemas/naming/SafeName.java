package io.tributary.schemas.naming;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The rule that turns any name of a source into one that Athena, Glue and Hive accept unquoted: only {@code [a-z0-9_]},
 * beginning with a letter or an underscore.
 *
 * <p>Accents are dropped ({@code salário} becomes {@code salario}), letters become lower case, every other character
 * becomes an underscore, and a name that would begin with a digit gets {@code n} in front. Two names of one table may
 * meet in the same safe name; the caller must treat that as an error, since one of the two would hide the other.
 */
public final class SafeName {

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern UNSAFE = Pattern.compile("[^a-z0-9_]");

    private SafeName() {}

    /**
     * Makes a name safe.
     *
     * @param name any name, not null, not blank
     * @return the safe name
     * @throws IllegalArgumentException if the name is blank
     */
    public static String of(String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("A name is blank; a table or column needs at least one character");
        }
        String plain =
                MARKS.matcher(Normalizer.normalize(name, Normalizer.Form.NFD)).replaceAll("");
        String safe = UNSAFE.matcher(plain.toLowerCase(Locale.ROOT)).replaceAll("_");
        return Character.isDigit(safe.charAt(0)) ? "n" + safe : safe;
    }
}
