package io.tributary.streams.topology;

import io.tributary.schemas.naming.Dataset;
import io.tributary.streams.dataset.Progress;
import io.tributary.streams.deadletter.RejectedRecordException;
import io.tributary.streams.deadletter.Rule;
import io.tributary.streams.envelope.RawRecord;
import io.tributary.streams.retention.DroppedRange;
import java.util.function.Function;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Makes a dead letter, once, of every range of raw records that Kafka dropped before they were cleaned. */
final class DroppedLetters {

    private final CleanTopology.Surroundings surroundings;
    private final Progress progress;
    private final Sender sender;
    private final Function<String, Dataset> datasets;

    /** @param datasets whose records a raw topic has */
    DroppedLetters(
            CleanTopology.Surroundings surroundings,
            Progress progress,
            Sender sender,
            Function<String, Dataset> datasets) {
        this.surroundings = surroundings;
        this.progress = progress;
        this.sender = sender;
        this.datasets = datasets;
    }

    void tell(int partition) {
        for (DroppedRange range : surroundings.dropped().in(partition)) {
            if (range.noticed() > progress.dropped(range.topic())) {
                tell(range);
                progress.dropped(range.topic(), range.noticed());
            }
        }
    }

    private void tell(DroppedRange range) {
        Dataset dataset = datasets.apply(range.topic());
        RawRecord first = new RawRecord(
                range.topic(),
                range.partition(),
                range.from(),
                range.noticed(),
                null,
                null,
                new RecordHeaders(),
                Long.MIN_VALUE);
        sender.sendDeadLetter(
                dataset,
                first,
                new RejectedRecordException(
                        Rule.DROPPED,
                        null,
                        "Kafka dropped offsets " + range.from() + " to " + (range.to() - 1)
                                + " of the raw topic before they were cleaned, since it keeps them no longer than its"
                                + " retention; bring them back from the archive with 'tributary replay "
                                + dataset.source() + "." + dataset.name() + " --step clean --from earliest'"));
    }
}
