package io.tributary.stack.supervisor;

import io.tributary.stack.status.ConnectorStatus;
import io.tributary.stack.status.SourceStatus;
import java.util.List;

/** Makes the {@link Capture} of a plan. */
final class Captures {

    private Captures() {}

    static Capture of(StackPlan plan) {
        return new Capture() {
            @Override
            public void apply() {}

            @Override
            public List<ConnectorStatus> connectors() {
                return List.of();
            }

            @Override
            public List<SourceStatus> sources() {
                return List.of();
            }
        };
    }
}
