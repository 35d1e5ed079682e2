/** The streaming queries: one per layer, over all clean topics, and what happens to a table that fails. */
package io.tributary.spark.ingest;
