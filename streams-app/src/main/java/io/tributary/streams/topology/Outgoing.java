package io.tributary.streams.topology;

import org.apache.kafka.common.serialization.Serializer;

/**
 * The value of a record on its way out, with where it goes.
 *
 * @param topic clean or dead-letter topic
 * @param partition in that topic
 * @param bytes the value; may be null
 */
record Outgoing(String topic, int partition, byte[] bytes) {

    static Serializer<Outgoing> serializer() {
        return (topic, outgoing) -> outgoing == null ? null : outgoing.bytes();
    }
}
