/** Single message transforms: small corrections between a source connector and the converters. */
package io.tributary.connectors.transform;
