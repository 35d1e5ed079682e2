package io.tributary.stack.supervisor;

import io.tributary.stack.status.ArchiveStatus;
import io.tributary.stack.status.ArchiveStatus.TopicStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the user should look at in the archive, once a cause: a bucket that does not answer concerns all topics. */
final class ArchiveProblems {

    private static final int TOPICS_NAMED = 3;

    private ArchiveProblems() {}

    static List<String> of(ArchiveStatus archive) {
        Map<String, List<TopicStatus>> topicsByError = archive.topics().stream()
                .filter(topic -> topic.error() != null)
                .collect(Collectors.groupingBy(TopicStatus::error, TreeMap::new, Collectors.toList()));
        List<String> problems = new ArrayList<>();
        topicsByError.forEach((error, topics) -> problems.add("Archive, since " + since(topics) + ": " + error + ". "
                + topics.stream().mapToLong(TopicStatus::behind).sum() + " records wait in Kafka: " + named(topics)));
        return problems;
    }

    private static String since(List<TopicStatus> topics) {
        return topics.stream()
                .map(TopicStatus::since)
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    private static String named(List<TopicStatus> topics) {
        String named = topics.stream()
                .sorted(Comparator.comparingLong(TopicStatus::behind).reversed())
                .limit(TOPICS_NAMED)
                .map(topic -> topic.behind() + " of " + topic.topic())
                .collect(Collectors.joining(", "));
        int more = topics.size() - TOPICS_NAMED;
        return more > 0 ? named + " and " + more + " topics more" : named;
    }
}
