package io.tributary.stack.connect;

import java.util.List;
import java.util.Optional;

/**
 * How the capturing of a source goes whose connectors are all that there is to it.
 *
 * @param source name of the source
 * @param type for instance {@code files}
 * @param datasets what it makes, by name
 * @param connectors its connectors, without those that are not deployed yet; empty while Connect cannot be reached
 * @param error why the source is not captured
 */
public record PluginReport(
        String source, String type, List<String> datasets, List<ConnectorState> connectors, Optional<String> error)
        implements SourceReport {

    public PluginReport {
        datasets = List.copyOf(datasets);
        connectors = List.copyOf(connectors);
    }
}
