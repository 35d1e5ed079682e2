/** How each process of the stack is started, configured and asked for its health. */
package io.tributary.stack.process;
