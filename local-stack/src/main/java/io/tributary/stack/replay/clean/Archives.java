package io.tributary.stack.replay.clean;

import io.tributary.stack.archive.RunningArchive;
import java.util.Optional;

/** The archives of the raw topics of a running stack. */
final class Archives {

    private final RunningArchive running;

    Archives(RunningArchive running) {
        this.running = running;
    }

    /** The archive of a topic; empty if the stack has none. */
    Optional<ArchiveHistory> of(String topic) {
        return running.place().map(place -> new ArchiveHistory(new S3ArchiveStore(place), place.prefix(), topic));
    }
}
