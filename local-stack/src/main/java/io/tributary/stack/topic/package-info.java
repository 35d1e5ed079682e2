/** Kafka topics as the commands read and write them. */
package io.tributary.stack.topic;
