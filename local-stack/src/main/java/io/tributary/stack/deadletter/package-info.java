/** What the Streams app has set aside: looking at it, and sending it through the cleaning again. */
package io.tributary.stack.deadletter;
