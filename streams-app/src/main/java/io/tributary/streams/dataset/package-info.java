/** What is known of one raw topic: its dataset, its schemas compiled into mappings, its progress. */
package io.tributary.streams.dataset;
