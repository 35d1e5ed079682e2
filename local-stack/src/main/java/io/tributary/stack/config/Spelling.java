package io.tributary.stack.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what a misspelt key may have meant. */
final class Spelling {

    private Spelling() {}

    /** The known word nearest to the given one, if it is near enough to be meant. */
    static Optional<String> closest(String word, Collection<String> known) {
        String wanted = word.toLowerCase(Locale.ROOT).replace('_', '-');
        return known.stream()
                .min(Comparator.comparingInt(candidate -> distance(wanted, candidate)))
                .filter(candidate -> distance(wanted, candidate) <= Math.max(1, candidate.length() / 3));
    }

    /** Levenshtein's distance. */
    private static int distance(String left, String right) {
        int[] previous = new int[right.length() + 1];
        for (int column = 0; column < previous.length; column++) {
            previous[column] = column;
        }
        for (int row = 1; row <= left.length(); row++) {
            int[] current = new int[previous.length];
            current[0] = row;
            for (int column = 1; column < current.length; column++) {
                int replaced = previous[column - 1] + (left.charAt(row - 1) == right.charAt(column - 1) ? 0 : 1);
                current[column] = Math.min(replaced, 1 + Math.min(previous[column], current[column - 1]));
            }
            previous = current;
        }
        return previous[right.length()];
    }
}
