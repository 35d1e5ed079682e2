/** What files are packed in: .7z, .zip, .gz, .zst or nothing, read entry by entry without unpacking them anywhere. */
package io.tributary.connectors.files.archive;
