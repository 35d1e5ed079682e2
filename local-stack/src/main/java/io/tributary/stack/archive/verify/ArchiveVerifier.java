package io.tributary.stack.archive.verify;

import io.tributary.stack.archive.reading.ArchiveStore;
import io.tributary.stack.layout.StackException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Reads an archive back, also while it is being written. It keeps some bytes a file and a claim in memory. */
final class ArchiveVerifier {

    /** Small files take as long as the store takes to answer. */
    private static final int PARALLEL = 8;

    private static final String UNKNOWN_TOPIC = "";

    private final ArchiveStore store;
    private final String place;
    private final String prefix;
    private final Consumer<ArchiveVerification.Progress> progress;

    /**
     * A verifier.
     *
     * @param place the begin of all keys as a URL
     * @param prefix the begin of all keys; empty or with a slash at its end
     * @param progress hears of every file
     */
    ArchiveVerifier(ArchiveStore store, String place, String prefix, Consumer<ArchiveVerification.Progress> progress) {
        this.store = store;
        this.place = place;
        this.prefix = prefix;
        this.progress = progress;
    }

    /** What was read so far. */
    final class Reading {

        private long files;
        private long records;
        private long bytes;

        void read(long moreRecords, long moreBytes) {
            records += moreRecords;
            bytes += moreBytes;
        }

        void file(String topic) {
            files++;
            progress.accept(new ArchiveVerification.Progress(topic, files, records, bytes));
        }
    }

    /**
     * Reads the archives of some topics.
     *
     * @param choice of all topics that the archive has those that are to be read
     * @throws StackException if the store does not answer
     */
    VerifiedArchive verify(UnaryOperator<Set<String>> choice) {
        // What is uploaded from now on is listed later, and not missed.
        KeySet there = new KeySet();
        store.keys(prefix + "data/").forEach(there::add);
        Set<String> topics = topics();
        Findings findings = new Findings();
        KeySet listed = new KeySet();
        List<String> chosen = List.copyOf(choice.apply(topics));
        Reading reading = new Reading();
        FileVerifier files = new FileVerifier(store);
        Map<String, List<VerifiedArchive.Partition>> partitions = new HashMap<>();
        try (ReadAhead ahead = new ReadAhead(PARALLEL)) {
            for (String topic : chosen) {
                List<VerifiedArchive.Partition> own = new ArrayList<>();
                partitions.put(topic, own);
                chains(topic).forEach(chain -> new ChainVerifier(store, chain, files, ahead, findings, listed, reading)
                        .verify(own::add));
            }
            ahead.finish();
        }
        store.keys(prefix + "data/")
                .filter(key -> there.contains(key) && !listed.contains(key))
                .map(key -> unlisted(key, topics))
                .filter(finding -> chosen.contains(finding.topic()) || chosen.size() == topics.size())
                .forEach(findings::add);
        List<VerifiedArchive.Topic> verified = chosen.stream()
                .map(topic -> topic(topic, partitions.get(topic), findings))
                .toList();
        return new VerifiedArchive(place, findings.all() == 0, verified, findings.kept(), findings.all());
    }

    private static VerifiedArchive.Topic topic(
            String topic, List<VerifiedArchive.Partition> partitions, Findings findings) {
        return new VerifiedArchive.Topic(
                topic,
                partitions.stream().mapToLong(VerifiedArchive.Partition::files).sum(),
                partitions.stream()
                        .mapToLong(VerifiedArchive.Partition::records)
                        .sum(),
                partitions.stream().mapToLong(VerifiedArchive.Partition::bytes).sum(),
                partitions,
                findings.of(topic));
    }

    /** The topics that have entries or claims. */
    private Set<String> topics() {
        Set<String> topics = new TreeSet<>(store.folders(prefix + "manifest/"));
        topics.addAll(store.folders(prefix + "claims/"));
        return topics;
    }

    private List<Chain> chains(String topic) {
        Set<Chain> chains =
                new TreeSet<>(Comparator.comparingInt(Chain::partition).thenComparing(Chain::topicId));
        for (String kind : List.of("manifest/", "claims/")) {
            String folder = prefix + kind + topic + "/";
            for (String partition : store.folders(folder)) {
                for (String topicId : store.folders(folder + partition + "/")) {
                    chains.add(new Chain(prefix, topic, number(folder, partition), topicId));
                }
            }
        }
        return List.copyOf(chains);
    }

    private static int number(String folder, String partition) {
        try {
            return Integer.parseInt(partition);
        } catch (NumberFormatException e) {
            throw new StackException(
                    "The folder " + folder + partition
                            + "/ is not of the archive, where the number of a partition is expected; move it away",
                    e);
        }
    }

    private static Finding unlisted(String key, Set<String> topics) {
        // Names of files follow a template, but have the topic in them.
        String topic = topics.stream()
                .filter(key::contains)
                .max(Comparator.comparingInt(String::length))
                .orElse(UNKNOWN_TOPIC);
        return new Finding(
                Finding.Kind.UNLISTED_FILES, topic, "The archive's file " + key + " is in no manifest entry");
    }
}
