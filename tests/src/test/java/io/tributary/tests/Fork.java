package io.tributary.tests;

/** The JVM in which tests run, of those among which the end-to-end tests are shared out. */
public final class Fork {

    private Fork() {}

    /** Its number, from 1; another one for each that runs at the same time. */
    public static int number() {
        return Integer.getInteger("tributary.tests.fork", 1);
    }
}
