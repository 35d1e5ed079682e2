/** Bronze: every change, appended once. */
package io.tributary.spark.bronze;
