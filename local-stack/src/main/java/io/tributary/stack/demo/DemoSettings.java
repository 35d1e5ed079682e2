package io.tributary.stack.demo;

/**
 * How large the sample shop is and how busy.
 *
 * @param scale size of the initial load; 1.0 is about 10,000 orders and 65,000 rows
 * @param seed the same seed and scale give the same initial rows
 * @param changesPerSecond row changes a second of the stream of activity, on average; above 0
 */
public record DemoSettings(double scale, long seed, double changesPerSecond) {

    public static final DemoSettings DEFAULT = new DemoSettings(1.0, 42, 20);

    private static final double LARGEST_SCALE = 10_000;
    private static final double FASTEST = 100_000;

    public DemoSettings {
        if (!(scale > 0 && scale <= LARGEST_SCALE)) {
            throw new IllegalArgumentException("The shop's scale is " + scale + "; it must be above 0 and at most "
                    + (int) LARGEST_SCALE + " (1 is about 10,000 orders)");
        }
        if (!(changesPerSecond > 0 && changesPerSecond <= FASTEST)) {
            throw new IllegalArgumentException("The shop's changes per second are " + changesPerSecond
                    + "; they must be above 0 and at most " + (int) FASTEST);
        }
    }

    public DemoSettings withScale(double other) {
        return new DemoSettings(other, seed, changesPerSecond);
    }

    public DemoSettings withSeed(long other) {
        return new DemoSettings(scale, other, changesPerSecond);
    }

    public DemoSettings withChangesPerSecond(double other) {
        return new DemoSettings(scale, seed, other);
    }
}
