/** How records are written into one file. */
package io.tributary.connectors.archive.format;
