/** Client of a Confluent-compatible schema registry. */
package io.tributary.schemas.registry;
