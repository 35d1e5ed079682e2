/** Reads clean topics: what a micro-batch holds, split by topic, and how its records decode. */
package io.tributary.spark.clean;
