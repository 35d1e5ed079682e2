package io.tributary.stack.archive.verify;

import java.util.List;
import java.util.Map;

/**
 * What an archive was found to be.
 *
 * @param place the begin of its keys, as a URL
 * @param whole whether each offset up to its end is in it exactly once
 * @param topics by name
 * @param problems what is wrong, for people; the first of it if it is much
 * @param problemCount all that is wrong
 */
public record VerifiedArchive(
        String place, boolean whole, List<Topic> topics, List<String> problems, long problemCount) {

    public VerifiedArchive {
        topics = List.copyOf(topics);
        problems = List.copyOf(problems);
    }

    /**
     * The archive of a topic.
     *
     * @param files that the manifest lists
     * @param records in them, as the manifest says
     * @param bytes of the files, as the manifest says
     * @param partitions by number and topic id
     * @param findings by kind how often something was found that must not be
     */
    public record Topic(
            String topic,
            long files,
            long records,
            long bytes,
            List<Partition> partitions,
            Map<String, Long> findings) {

        public Topic {
            partitions = List.copyOf(partitions);
        }
    }

    /**
     * The ranges of a partition under one topic id.
     *
     * @param topicId Kafka's
     * @param firstRecordOffset offset of the first record that was read; null if none was
     * @param nextOffset behind the last range; the first begins at 0
     * @param claimed whether a range was begun behind the last and is not listed yet, as is normal while the archive writes
     */
    public record Partition(
            int partition,
            String topicId,
            Long firstRecordOffset,
            long nextOffset,
            long files,
            long records,
            long bytes,
            boolean claimed) {}

    public long files() {
        return topics.stream().mapToLong(Topic::files).sum();
    }

    public long records() {
        return topics.stream().mapToLong(Topic::records).sum();
    }

    public long bytes() {
        return topics.stream().mapToLong(Topic::bytes).sum();
    }
}
