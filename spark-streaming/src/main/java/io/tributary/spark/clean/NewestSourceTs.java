package io.tributary.spark.clean;

import org.apache.spark.SparkContext;
import org.apache.spark.util.AccumulatorV2;

/** The newest source commit time that tasks met; meeting a record twice does no harm. */
public final class NewestSourceTs extends AccumulatorV2<Long, Long> {

    private static final long serialVersionUID = 1L;

    private long newest;

    /** An accumulator that tasks can be sent with. */
    public static NewestSourceTs in(SparkContext context) {
        NewestSourceTs accumulator = new NewestSourceTs();
        context.register(accumulator);
        return accumulator;
    }

    @Override
    public boolean isZero() {
        return newest == 0;
    }

    @Override
    public AccumulatorV2<Long, Long> copy() {
        NewestSourceTs copy = new NewestSourceTs();
        copy.newest = newest;
        return copy;
    }

    @Override
    public void reset() {
        newest = 0;
    }

    @Override
    public void add(Long micros) {
        newest = Math.max(newest, micros);
    }

    @Override
    public void merge(AccumulatorV2<Long, Long> other) {
        newest = Math.max(newest, other.value());
    }

    @Override
    public Long value() {
        return newest;
    }
}
