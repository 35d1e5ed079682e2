/**
 * What runs inside Debezium's Postgres connector: a custom converter for the types that Debezium alone distorts, and the
 * producer's partitioner. These classes are in a jar of their own in Debezium's plugin folder, since the connector's class
 * loader sees no other plugin; they depend on nothing but Debezium's and Kafka's interfaces.
 */
package io.tributary.connectors.postgres;
