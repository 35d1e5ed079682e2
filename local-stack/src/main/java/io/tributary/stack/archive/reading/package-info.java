/** Reads the archive back, as docs/archive.md describes it. */
package io.tributary.stack.archive.reading;
