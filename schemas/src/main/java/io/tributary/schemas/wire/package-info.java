/** How a record is laid out in a topic: Avro in the Confluent wire format. */
package io.tributary.schemas.wire;
