package io.tributary.stack.status;

import java.util.List;

/**
 * How far raw topics are archived. What is behind is at most as old as the interval at which files are rotated, unless
 * something is wrong.
 *
 * @param error what keeps the connector from writing although it runs and goes on trying, in one line; of several, what
 *     most topics have; nullable
 * @param since since when that is so, ISO-8601 in UTC; null without an error
 * @param behind records of all topics that are not in the archive yet, also of those that it has not begun with
 * @param topics one entry a topic
 * @param at when it was looked at, ISO-8601 in UTC; an old time if Kafka does not answer
 */
public record ArchiveStatus(String error, String since, long behind, List<TopicStatus> topics, String at) {

    public ArchiveStatus {
        topics = List.copyOf(topics);
    }

    /**
     * How far a topic is archived.
     *
     * @param topic its name
     * @param behind records that are not in the archive yet
     * @param error as for the whole, of this topic; nullable
     * @param since as for the whole, of this topic; nullable
     */
    public record TopicStatus(String topic, long behind, String error, String since) {}
}
