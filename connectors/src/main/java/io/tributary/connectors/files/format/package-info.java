/** How a file's bytes become records: encodings, CSV, JSON lines and JSON arrays. Values stay text. */
package io.tributary.connectors.files.format;
