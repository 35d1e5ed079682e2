package io.tributary.stack.source;

import java.util.List;
import java.util.stream.Collectors;

/** A source cannot be captured as it is. The message names every error, each with its fix. */
public final class SourceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Finding> findings;

    /**
     * Refuses a source.
     *
     * @param findings the errors, at least one
     * @param cause nullable
     */
    public SourceException(List<Finding> findings, Throwable cause) {
        super(findings.stream().map(Finding::message).collect(Collectors.joining("\n")), cause);
        this.findings = List.copyOf(findings);
    }

    public List<Finding> findings() {
        return findings;
    }
}
