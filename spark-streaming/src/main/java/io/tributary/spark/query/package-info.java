/** The warm process behind {@code ./tributary sql}: reading SQL over the lake's tables, by HTTP, with bounded memory. */
package io.tributary.spark.query;
