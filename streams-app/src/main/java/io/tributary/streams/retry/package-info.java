/** Patience with the registry and the broker. */
package io.tributary.streams.retry;
