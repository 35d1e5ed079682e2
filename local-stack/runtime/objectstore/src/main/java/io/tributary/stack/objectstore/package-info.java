/** Starts the local object store, on its own class path. */
package io.tributary.stack.objectstore;
