/** Tables in Hudi's format; the only package that knows Hudi. */
package io.tributary.spark.hudi;
