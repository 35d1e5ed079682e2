/**
 * Source connector for files: what a store lists is read oldest first, record by record, into
 * {@code raw.<source>.<dataset>}; what cannot be read goes to {@code dlq.<source>.<dataset>} and how far the reading is to
 * {@code progress.<source>.<dataset>}.
 */
package io.tributary.connectors.files;
