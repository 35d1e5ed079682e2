/** Large values that Postgres leaves out of an update because they did not change. */
package io.tributary.streams.toast;
