package io.tributary.spark.status;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.schemas.naming.Dataset;
import io.tributary.spark.ingest.Lane;
import io.tributary.spark.ingest.LayerQuery;
import io.tributary.spark.ingest.RefusedException;
import java.util.List;
import java.util.Map;

/** Where replays of tables are begun, stopped and resumed. */
public final class ReplayDesk implements Desk {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<LayerQuery> queries;

    public ReplayDesk(List<LayerQuery> queries) {
        this.queries = List.copyOf(queries);
    }

    private enum Action {
        @JsonProperty("begin")
        BEGIN,
        @JsonProperty("stop")
        STOP,
        @JsonProperty("resume")
        RESUME
    }

    /**
     * What is asked for.
     *
     * @param layer bronze or silver
     * @param offsets per partition of the clean topic the first offset; to begin only
     */
    private record Request(
            @JsonProperty("action") Action action,
            @JsonProperty("layer") String layer,
            @JsonProperty("source") String source,
            @JsonProperty("dataset") String dataset,
            @JsonProperty("offsets") Map<Integer, Long> offsets) {}

    /**
     * Begins, stops or resumes a replay.
     *
     * @param json {@code {"action": "begin", "layer": "silver", "source": "shop", "dataset": "orders", "offsets": {"0": 17}}};
     *     without offsets to stop or resume
     * @throws IllegalArgumentException if that is not what it is, or there is no such layer
     * @throws RefusedException if that cannot be done with the table now
     */
    @Override
    public void take(String json) throws RefusedException {
        Request request = parse(json);
        Lane lane =
                LayerQuery.of(queries, request.layer()).lanes().of(new Dataset(request.source(), request.dataset()));
        switch (request.action()) {
            case BEGIN -> lane.replay(request.offsets());
            case STOP -> lane.stopReplay();
            case RESUME -> lane.resumeReplay();
        }
    }

    private static Request parse(String json) {
        try {
            Request request = JSON.readValue(json, Request.class);
            if (request == null
                    || request.action() == null
                    || request.source() == null
                    || request.dataset() == null
                    || (request.action() == Action.BEGIN && request.offsets() == null)) {
                throw new IllegalArgumentException(
                        "It names action (begin, stop, resume), layer, source, dataset and, to begin, offsets");
            }
            return request;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("This is no replay: " + e.getOriginalMessage(), e);
        }
    }
}
