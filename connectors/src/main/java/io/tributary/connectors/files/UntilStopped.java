package io.tributary.connectors.files;

import io.tributary.connectors.files.store.Patience;
import io.tributary.connectors.plugin.StopSignal;

/** The patience of a task: as long as its settings say, and no longer than it runs. */
record UntilStopped(StopSignal stop) implements Patience {

    @Override
    public boolean waitAfter(int failures) {
        return stop.waitAfter(failures);
    }

    @Override
    public boolean isOver() {
        return stop.isStopped();
    }
}
