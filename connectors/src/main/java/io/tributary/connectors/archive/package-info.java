/** The S3 archive of raw topics: a sink connector whose files hold every offset exactly once. */
package io.tributary.connectors.archive;
