/** What the process says of itself over HTTP: health, metrics, tables. */
package io.tributary.spark.status;
