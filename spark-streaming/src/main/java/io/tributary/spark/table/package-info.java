/** What a table of any layer does with its part of a batch, as the queries see it. */
package io.tributary.spark.table;
