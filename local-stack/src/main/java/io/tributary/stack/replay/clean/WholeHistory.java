package io.tributary.stack.replay.clean;

import io.tributary.stack.archive.reading.StoredRecord;
import java.util.Optional;
import java.util.function.Consumer;

/** A raw topic from the begin that is known: from Kafka what it still has, and what is older from the archive. */
final class WholeHistory implements RawHistory {

    private final RawHistory kafka;
    private final Optional<? extends RawHistory> archive;

    /** @param archive empty if nothing older than what Kafka has is wanted */
    WholeHistory(RawHistory kafka, Optional<? extends RawHistory> archive) {
        this.kafka = kafka;
        this.archive = archive;
    }

    @Override
    public long earliest(int partition) {
        long inKafka = kafka.earliest(partition);
        return archive.map(older -> Math.min(inKafka, older.earliest(partition)))
                .orElse(inKafka);
    }

    @Override
    public void read(int partition, long from, long to, Consumer<StoredRecord> reader) {
        long inKafka = kafka.earliest(partition);
        if (from < inKafka && archive.isPresent()) {
            archive.get().read(partition, from, Math.min(inKafka, to), reader);
        }
        if (to > inKafka) {
            kafka.read(partition, archive.isPresent() ? Math.max(from, inKafka) : from, to, reader);
        }
    }
}
