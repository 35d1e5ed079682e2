/** Tells whether an archive has each offset exactly once, by reading all of it. */
package io.tributary.stack.archive.verify;
