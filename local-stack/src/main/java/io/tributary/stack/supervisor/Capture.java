package io.tributary.stack.supervisor;

import io.tributary.stack.status.ConnectorStatus;
import io.tributary.stack.status.SourceStatus;
import java.util.List;

/** Makes the sources flow into Kafka, and knows how they do. */
interface Capture {

    /**
     * Prepares every configured source and its connector, and removes those that are configured no more. Repeating it
     * does no harm. Kafka Connect must run.
     *
     * @throws io.tributary.stack.layout.StackException if a source refuses
     */
    void apply();

    List<ConnectorStatus> connectors();

    List<SourceStatus> sources();
}
