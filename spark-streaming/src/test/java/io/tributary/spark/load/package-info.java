/** Clean records made by hand: for the unit tests, and to load a real broker with. */
package io.tributary.spark.load;
