package io.tributary.stack.bench;

import java.util.Arrays;
import java.util.Optional;

/** What can be measured. */
public enum Measurement {
    /** From nothing to a ready stack. */
    COLD_UP("cold-up"),
    /** A large table, from the connector's first moment until it is complete in bronze and silver. */
    SNAPSHOT("snapshot"),
    /** How old the newest queryable change is while ten tables change steadily. */
    FRESHNESS("freshness"),
    /** A burst of changes, from its first commit until all can be queried. */
    SUSTAINED("sustained"),
    /** Records that wait in Kafka, until the archive has them on S3. */
    ARCHIVE("archive"),
    /** One large archive on an FTP server, from the connector's first moment until it is complete in bronze and silver. */
    FILES("files");

    private final String label;

    Measurement(String label) {
        this.label = label;
    }

    /** The name on the command line and in the report. */
    public String label() {
        return label;
    }

    public static Optional<Measurement> ofLabel(String label) {
        return Arrays.stream(values())
                .filter(measurement -> measurement.label.equals(label))
                .findFirst();
    }
}
