/** One row: its columns' values, what they have to keep, and what of them is hidden. */
package io.tributary.streams.contract.row;
