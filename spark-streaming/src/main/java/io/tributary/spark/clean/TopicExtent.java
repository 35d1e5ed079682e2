package io.tributary.spark.clean;

import java.util.Map;

/**
 * What the brokers have of a topic.
 *
 * @param begins by partition the first offset
 * @param ends by partition the offset after the last record that a reader of committed records sees
 */
public record TopicExtent(Map<Integer, Long> begins, Map<Integer, Long> ends) {}
