/** The topology itself and its processor. */
package io.tributary.streams.topology;
