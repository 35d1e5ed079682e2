package io.tributary.connectors.archive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What keeps a task from writing although it goes on trying, and since when. It goes with the offsets that the task
 * commits, as JSON: {@code error} and {@code since}, milliseconds since the epoch, or an empty object. There anybody can read it, also while
 * the bucket cannot be written and the task runs.
 */
final class Trouble {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** Brokers take 4096 bytes with an offset unless they are told otherwise. */
    private static final int LONGEST = 1_000;
    /** Not nothing: Connect does not commit an offset that it read, and what an earlier task said of it would stay. */
    private static final String NONE = "{}";

    private Optional<String> error = Optional.empty();
    private long since;

    /** Notes what is wrong now; answers whether it was not known. */
    boolean is(String message, long epochMillis) {
        if (error.isEmpty()) {
            since = epochMillis;
        }
        Optional<String> now = Optional.of(message);
        boolean news = !now.equals(error);
        error = now;
        return news;
    }

    /** Notes that nothing is wrong; answers whether something was. */
    boolean isOver() {
        boolean news = error.isPresent();
        error = Optional.empty();
        return news;
    }

    boolean isThere() {
        return error.isPresent();
    }

    /** As text that goes with an offset. */
    String text() {
        if (error.isEmpty()) {
            return NONE;
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("error", shortened(error.get()));
        fields.put("since", since);
        try {
            return JSON.writeValueAsString(fields);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A text and a number do not serialise to JSON", e);
        }
    }

    private static String shortened(String message) {
        return message.length() <= LONGEST ? message : message.substring(0, LONGEST) + "...";
    }
}
