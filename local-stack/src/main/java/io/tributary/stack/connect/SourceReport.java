package io.tributary.stack.connect;

import java.util.List;
import java.util.Optional;

/** How the capturing of a source goes. */
public sealed interface SourceReport permits CaptureReport, PluginReport {

    /** Name of the source. */
    String source();

    /** Its connectors, without those that are not deployed yet; empty while Connect cannot be reached. */
    List<ConnectorState> connectors();

    /** Why the source is not captured. */
    Optional<String> error();
}
