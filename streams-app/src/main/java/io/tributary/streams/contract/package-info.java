/** Cleans raw records as their dataset's contract says. */
package io.tributary.streams.contract;
