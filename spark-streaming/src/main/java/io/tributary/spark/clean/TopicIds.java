package io.tributary.spark.clean;

/** Tells a topic from one of the same name that was made after it was deleted. */
@FunctionalInterface
public interface TopicIds {

    /** The id that Kafka gave the topic when it was created. */
    String idOf(String topic);
}
