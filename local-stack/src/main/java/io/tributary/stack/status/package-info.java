/** The state of a stack as records, and their stable JSON form. */
package io.tributary.stack.status;
