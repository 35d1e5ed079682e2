package io.tributary.stack.supervisor;

import io.tributary.stack.config.PostgresSource;
import io.tributary.stack.status.ConnectorStatus;
import io.tributary.stack.status.SourceStatus;
import java.util.List;
import java.util.function.Consumer;

/** Makes the {@link Capture} of a plan. */
final class Captures {

    private Captures() {}

    static Capture of(StackPlan plan) {
        return new Capture() {
            @Override
            public void capture(List<PostgresSource> sources) {}

            @Override
            public void release(PostgresSource source, Consumer<String> notice) {}

            @Override
            public void refresh() {}

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
