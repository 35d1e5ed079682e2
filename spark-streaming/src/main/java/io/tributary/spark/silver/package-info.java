/** Silver: the current state of every row. */
package io.tributary.spark.silver;
