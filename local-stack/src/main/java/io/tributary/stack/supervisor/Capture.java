package io.tributary.stack.supervisor;

import io.tributary.stack.config.SourceConfig;
import io.tributary.stack.status.ConnectorStatus;
import io.tributary.stack.status.SourceStatus;
import java.util.List;
import java.util.function.Consumer;

/** Makes the sources flow into Kafka, and knows how they do. */
interface Capture {

    /**
     * Prepares sources and their connectors. Repeating it does no harm. Kafka Connect must run.
     *
     * @throws io.tributary.stack.layout.StackException if a source refuses, with all reasons
     */
    void capture(List<SourceConfig> sources);

    /**
     * Removes a source's connectors, and what was made for it in a database.
     *
     * @param notice hears what was done
     * @throws io.tributary.stack.layout.StackException if something could not be removed
     */
    void release(SourceConfig source, Consumer<String> notice);

    /** Takes in tables that were made since; looks at the slots. Called now and then. */
    void refresh();

    /** How it goes. May be called from any thread. */
    View view();

    /**
     * How it goes.
     *
     * @param connectors one entry a connector
     * @param sources one entry a source
     */
    record View(List<ConnectorStatus> connectors, List<SourceStatus> sources) {

        public View {
            connectors = List.copyOf(connectors);
            sources = List.copyOf(sources);
        }
    }
}
