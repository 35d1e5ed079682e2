/** Tells when files are completely in the lake, so that they may be taken away where that is asked for. */
package io.tributary.stack.release;
