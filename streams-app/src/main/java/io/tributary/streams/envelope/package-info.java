/** The Debezium envelope as it lies in a raw topic. */
package io.tributary.streams.envelope;
