/** Creation of the topics that the app writes to. */
package io.tributary.streams.topic;
