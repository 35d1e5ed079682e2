/** The bucket; the only package here that knows the AWS SDK. */
package io.tributary.connectors.archive.store;
