/** A stack as a user has it: started, asked and stopped through the command. */
package io.tributary.tests.stack;
