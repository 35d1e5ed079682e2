/** The Spark application that fills the lake. */
package io.tributary.spark;
