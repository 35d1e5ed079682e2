/** Where things are: the checkout with the built processes, the state directory, the processes' names. */
package io.tributary.stack.layout;
