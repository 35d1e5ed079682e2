package io.tributary.tests;

/** The seed of a test's randomness: another each time, told in the output, and repeatable by a system property. */
public final class Seed {

    private static final String PROPERTY = "tributary.tests.seed";

    private Seed() {}

    /** The seed for a test. To repeat a run: {@code -Dtributary.tests.seed=<seed>}. */
    public static long of(Class<?> test) {
        long seed = Long.getLong(PROPERTY, System.nanoTime());
        System.out.println(test.getSimpleName() + " runs with -D" + PROPERTY + "=" + seed);
        return seed;
    }
}
