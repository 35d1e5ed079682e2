package io.tributary.spark.query;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * One statement as a client sent it.
 *
 * @param sql the statement's text
 * @param format how to write the answer; {@code table} if the client did not say
 * @param timeout how long it may take; at most what the process allows
 */
record SqlRequest(String sql, ResultFormat format, Duration timeout) {

    /**
     * Reads the parameters of the address.
     *
     * @param query the address's query, not decoded; null if there is none
     * @throws StatementException naming the parameter that is wrong
     */
    static SqlRequest parse(String query, String sql, Duration longest) {
        ResultFormat format = ResultFormat.TABLE;
        Duration timeout = longest;
        for (String parameter : query == null || query.isEmpty() ? new String[0] : query.split("&")) {
            String[] parts = parameter.split("=", 2);
            String value = parts.length == 1 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8);
            switch (parts[0]) {
                case "format" ->
                    format = ResultFormat.named(value)
                            .orElseThrow(() -> new StatementException(
                                    "Format '" + value + "' is unknown; there are table, csv and json"));
                case "timeout" -> timeout = timeout(value, longest);
                default ->
                    throw new StatementException(
                            "Parameter '" + parts[0] + "' is unknown; there are format and timeout");
            }
        }
        return new SqlRequest(sql, format, timeout);
    }

    private static Duration timeout(String text, Duration longest) {
        try {
            Duration wanted = Duration.ofSeconds(Long.parseLong(text));
            if (wanted.compareTo(Duration.ZERO) > 0) {
                return wanted.compareTo(longest) < 0 ? wanted : longest;
            }
        } catch (NumberFormatException e) {
            // Falls through to the one error for both.
        }
        throw new StatementException("Parameter 'timeout' must be a whole number of seconds of at least 1");
    }
}
