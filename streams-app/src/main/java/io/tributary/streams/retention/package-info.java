/** Raw records that Kafka drops before they are cleaned. */
package io.tributary.streams.retention;
