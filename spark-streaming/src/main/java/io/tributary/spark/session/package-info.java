/** How a process of this module reads its settings file and opens its Spark session. */
package io.tributary.spark.session;
