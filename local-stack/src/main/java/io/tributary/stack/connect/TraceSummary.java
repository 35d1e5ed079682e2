package io.tributary.stack.connect;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes one readable line of a Java stack trace: what its deepest cause said. */
final class TraceSummary {

    private static final Pattern CAUSE = Pattern.compile("^(?:Caused by: )?((?:[\\w$]+\\.)+[\\w$]+)(?:: (.*))?$");
    private static final Pattern ASSIGNMENT =
            Pattern.compile("(?i)((?:password|secret|token|api[-_.]?key)\\s*[=:]\\s*)\\S+");
    private static final int LONGEST = 500;

    private TraceSummary() {}

    /**
     * Shortens a trace.
     *
     * @param secrets texts that must not be shown; empty ones do not matter
     */
    static String of(String trace, List<String> secrets) {
        String found = null;
        for (String line : trace.split("\\R")) {
            Matcher matcher = CAUSE.matcher(line.strip());
            boolean cause = line.startsWith("Caused by: ") || found == null;
            if (cause && matcher.matches()) {
                String type = matcher.group(1).substring(matcher.group(1).lastIndexOf('.') + 1);
                String message = matcher.group(2);
                // A cause that says nothing leaves the floor to the one above it.
                if (message != null && !message.isBlank()) {
                    found = message.strip();
                } else if (found == null) {
                    found = type;
                }
            }
        }
        String line = found == null ? trace.strip().lines().findFirst().orElse("") : found;
        for (String secret : secrets) {
            if (!secret.isBlank()) {
                line = line.replace(secret, "***");
            }
        }
        line = ASSIGNMENT.matcher(line).replaceAll("$1***");
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "..." : line;
    }
}
