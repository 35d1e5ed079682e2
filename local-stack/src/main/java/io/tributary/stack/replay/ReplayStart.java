package io.tributary.stack.replay;

import static java.util.Objects.requireNonNull;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** Where a replay begins. */
public sealed interface ReplayStart {

    /** With the oldest record that Kafka has. */
    record Earliest() implements ReplayStart {}

    /**
     * With an offset.
     *
     * @param offset from 0
     */
    record AtOffset(long offset) implements ReplayStart {}

    /**
     * With the first record of a time or later; a record's time is when its change was captured.
     *
     * @param time to the millisecond
     */
    record AtTime(Instant time) implements ReplayStart {
        public AtTime {
            requireNonNull(time, "time is null");
        }
    }

    /** What {@link #parse} understands, for people. */
    String FORMS =
            "'earliest', an offset such as 1200, a day such as 2026-01-31 or a time such as 2026-01-31T12:00:00Z";

    /** Reads one of {@link #FORMS}; empty if it is none. Days begin in UTC. */
    static Optional<ReplayStart> parse(String text) {
        if (text.equals("earliest")) {
            return Optional.of(new Earliest());
        }
        if (text.matches("\\d{1,18}")) {
            return Optional.of(new AtOffset(Long.parseLong(text)));
        }
        try {
            return Optional.of(new AtTime(
                    text.contains("T")
                            ? OffsetDateTime.parse(text).toInstant()
                            : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
