package io.tributary.stack.connect;

import io.tributary.stack.source.LeftOut;
import io.tributary.stack.source.SlotStatus;
import io.tributary.stack.source.TableName;
import java.util.List;
import java.util.Optional;

/**
 * How the capturing of a Postgres source goes.
 *
 * @param source name of the source
 * @param captured tables that are captured
 * @param bronzeOnly those of the captured tables that have no key
 * @param leftOut tables that match the patterns and are not captured, and why
 * @param warnings what the user should know, each a line
 * @param error why the source is not captured
 * @param slot its replication slot; empty before Debezium has made it and while the database cannot be reached
 * @param connector its connector; empty before it is deployed and while Connect cannot be reached
 */
public record CaptureReport(
        String source,
        List<TableName> captured,
        List<TableName> bronzeOnly,
        List<LeftOut> leftOut,
        List<String> warnings,
        Optional<String> error,
        Optional<SlotStatus> slot,
        Optional<ConnectorState> connector)
        implements SourceReport {

    public CaptureReport {
        captured = List.copyOf(captured);
        bronzeOnly = List.copyOf(bronzeOnly);
        leftOut = List.copyOf(leftOut);
        warnings = List.copyOf(warnings);
    }

    @Override
    public List<ConnectorState> connectors() {
        return connector.stream().toList();
    }
}
