package io.tributary.stack.connect;

import io.tributary.stack.config.SourceConfig;

/** Keeps one source flowing into Kafka. */
abstract class SourceFlow {

    abstract SourceConfig source();

    /**
     * Prepares the source and deploys its connectors; what is in place already stays as it is.
     *
     * @throws io.tributary.stack.source.SourceException if the source cannot be captured
     * @throws ConnectException if Kafka Connect refuses or does not answer
     */
    abstract void apply();

    /** Looks after the source; to be called every few seconds. What goes wrong is in the report and tried again. */
    abstract void reconcile();

    /** What is known without asking the source; the connectors' states are asked for. */
    abstract SourceReport report();
}
