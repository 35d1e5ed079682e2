/** Measures the running stack: start, snapshot, freshness, sustained changes, and what they cost. */
package io.tributary.stack.bench;
