/** Processes are killed while data flows from the sources into the lake. */
package io.tributary.tests.endtoend.kill;
