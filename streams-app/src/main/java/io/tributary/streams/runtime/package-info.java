/** What keeps the topology running and shows how it does: threads, health, metrics, status. */
package io.tributary.streams.runtime;
