package io.tributary.stack.replay.clean;

import io.tributary.stack.archive.RunningArchive;
import io.tributary.stack.archive.reading.S3ArchiveStore;
import java.util.Optional;

/** The archives of the raw topics of a running stack. */
final class Archives {

    private final RunningArchive running;

    Archives(RunningArchive running) {
        this.running = running;
    }

    /**
     * The archive of a topic; empty if the stack has none.
     *
     * @param topicId the topic's id: what was archived of a former topic of the name has other offsets
     */
    Optional<ArchiveHistory> of(String topic, String topicId) {
        return running.place()
                .map(place -> new ArchiveHistory(new S3ArchiveStore(place), place.prefix(), topic, topicId));
    }
}
