package io.tributary.stack.archive.verify;

import io.tributary.schemas.naming.Dataset;
import io.tributary.schemas.naming.RawTopicName;
import io.tributary.schemas.naming.Topics;
import io.tributary.stack.archive.ArchivePlace;
import io.tributary.stack.archive.RunningArchive;
import io.tributary.stack.archive.reading.S3ArchiveStore;
import io.tributary.stack.layout.StackException;
import io.tributary.stack.layout.StateDirectory;
import io.tributary.stack.supervisor.StackClient;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Verifies the archive of the stack that runs with a state directory. */
public final class ArchiveVerification {

    private final RunningArchive running;

    public ArchiveVerification(StateDirectory state) {
        this.running = new RunningArchive(
                URI.create(new StackClient(state).status().endpoints().connect().url()), state.secrets());
    }

    /**
     * How far it is.
     *
     * @param topic that is being read
     * @param files that were read, of all topics
     */
    public record Progress(String topic, long files, long records, long bytes) {}

    /**
     * Reads the whole archive, or that of some datasets.
     *
     * @param datasets none for all topics
     * @param progress hears of every file
     * @throws StackException if the stack has no archive, the archive has nothing of a dataset, or S3 does not answer
     */
    public VerifiedArchive run(List<Dataset> datasets, Consumer<Progress> progress) {
        ArchivePlace place = running.place()
                .orElseThrow(() -> new StackException(
                        "The stack has no archive (archive.enabled), or its connector is not deployed yet"));
        String url = "s3://" + place.bucket() + "/" + place.prefix();
        return new ArchiveVerifier(new S3ArchiveStore(place), url, place.prefix(), progress)
                .verify(topics -> datasets.isEmpty() ? topics : chosen(topics, datasets, url));
    }

    private static Set<String> chosen(Set<String> topics, List<Dataset> datasets, String url) {
        Set<String> chosen = new TreeSet<>();
        for (Dataset dataset : datasets) {
            List<String> own = topics.stream()
                    .filter(topic -> Topics.RAW_DATA.matcher(topic).matches())
                    .filter(topic -> RawTopicName.datasetOf(topic).equals(dataset))
                    .toList();
            if (own.isEmpty()) {
                throw new StackException("The archive " + url + " has no raw topic of the dataset " + dataset.source()
                        + "." + dataset.name() + "; it has: " + String.join(", ", topics));
            }
            chosen.addAll(own);
        }
        return chosen;
    }
}
