package io.tributary.stack.deadletter;

import io.tributary.stack.config.ConfigException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which dead letters of a dataset are meant.
 *
 * @param rule only those that broke this rule; empty for all
 * @param places only those at these places of the dead-letter topic, {@code <partition>:<offset>}; empty for all
 */
public record Selection(Optional<String> rule, Set<String> places) {

    private static final Pattern PLACE = Pattern.compile("\\d+:\\d+");

    public Selection {
        places = Set.copyOf(places);
    }

    /**
     * A selection as it is written on a command line.
     *
     * @throws ConfigException if a place is none
     */
    public static Selection of(String rule, List<String> places) {
        for (String place : places) {
            if (!PLACE.matcher(place).matches()) {
                throw new ConfigException(
                        "'" + place
                                + "' is no place of a dead letter; write <partition>:<offset>, as 'tributary dlq show' names it");
            }
        }
        return new Selection(Optional.ofNullable(rule), Set.copyOf(places));
    }

    boolean contains(DeadLetter letter) {
        return rule.map(letter.rule()::equals).orElse(true) && (places.isEmpty() || places.contains(letter.place()));
    }
}
