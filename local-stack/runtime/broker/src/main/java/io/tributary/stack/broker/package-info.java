/** Starts the Kafka broker, on the broker's own class path. */
package io.tributary.stack.broker;
