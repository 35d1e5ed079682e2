/** Kafka Connect: its REST API, and the connectors that capture the configured sources. */
package io.tributary.stack.connect;
