/** What all connector plugins have in common towards Connect. */
package io.tributary.connectors.plugin;
