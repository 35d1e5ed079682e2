/** Records that cannot be processed, and why. */
package io.tributary.streams.deadletter;
