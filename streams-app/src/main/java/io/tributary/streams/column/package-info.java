/** How one column of a source becomes one field of a clean record: types and values. */
package io.tributary.streams.column;
