package io.tributary.schemas.contract.odcs;

import io.tributary.schemas.contract.Severity;
import java.util.Optional;

/** Reads severities by the names that the standard gives as examples. */
final class SeverityReader {

    private SeverityReader() {}

    /**
     * The severity.
     *
     * @param text missing for the one that breaks most: a rule that says nothing of it rejects
     */
    static Severity read(YamlNode element, Optional<String> text) {
        return switch (text.orElse("error")) {
            case "error" -> Severity.REJECT;
            case "warning", "info" -> Severity.WARN;
            default -> {
                element.error(
                        "severity '" + text.get() + "' is not known",
                        "use 'error' (dead letter) or 'warning' (counted)");
                yield Severity.REJECT;
            }
        };
    }
}
