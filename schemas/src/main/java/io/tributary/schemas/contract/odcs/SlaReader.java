package io.tributary.schemas.contract.odcs;

import java.util.Optional;

/** Reads the freshness that a contract promises: {@code latency} in the standard's terms. */
final class SlaReader {

    private SlaReader() {}

    /** Seconds; null if nothing is promised. */
    static Long freshnessSeconds(YamlNode root) {
        Long seconds = null;
        for (YamlNode sla : root.at("slaProperties").items()) {
            String property = sla.text("property").orElse("");
            if (property.equals("latency") || property.equals("freshness")) {
                seconds = seconds(sla).orElse(seconds);
            }
        }
        return seconds;
    }

    private static Optional<Long> seconds(YamlNode sla) {
        String unit = sla.text("unit").orElse("d");
        long factor =
                switch (unit) {
                    case "s", "sec", "second", "seconds" -> 1;
                    case "min", "minute", "minutes" -> 60;
                    case "h", "hr", "hour", "hours" -> 3_600;
                    case "d", "day", "days" -> 86_400;
                    default -> 0;
                };
        if (factor == 0) {
            sla.at("unit").error("'" + unit + "' is no unit of time", "use s, min, h or d");
            return Optional.empty();
        }
        if (!sla.at("value").json().isNumber() || sla.at("value").json().asDouble() <= 0) {
            sla.at("value").error("the value is no positive number", "write for instance 30 with 'unit: s'");
            return Optional.empty();
        }
        return Optional.of((long) (sla.at("value").json().asDouble() * factor));
    }
}
