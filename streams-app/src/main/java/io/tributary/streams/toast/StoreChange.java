package io.tributary.streams.toast;

/** What to do with the store of large values once a record has been accepted. */
@FunctionalInterface
public interface StoreChange {

    StoreChange NONE = () -> {};

    void apply();
}
