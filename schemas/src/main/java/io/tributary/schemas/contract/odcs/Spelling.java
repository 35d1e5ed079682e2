package io.tributary.schemas.contract.odcs;

/** How far one name is from another. */
final class Spelling {

    private static final int NEAR = 2;

    private Spelling() {}

    /** Whether two names differ in at most two letters, or only in upper and lower case. */
    static boolean isNear(String one, String other) {
        return one.equalsIgnoreCase(other) || distance(one, other) <= NEAR;
    }

    /** Levenshtein's distance. */
    private static int distance(String one, String other) {
        int[] before = new int[other.length() + 1];
        for (int j = 0; j < before.length; j++) {
            before[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] current = new int[before.length];
            current[0] = i;
            for (int j = 1; j < current.length; j++) {
                int replaced = before[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, Math.min(before[j], current[j - 1]) + 1);
            }
            before = current;
        }
        return before[other.length()];
    }
}
