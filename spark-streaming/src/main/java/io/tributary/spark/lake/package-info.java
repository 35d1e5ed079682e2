/** What a lake table's columns are, and how a clean record becomes a row of it. Knows Avro only, no storage. */
package io.tributary.spark.lake;
