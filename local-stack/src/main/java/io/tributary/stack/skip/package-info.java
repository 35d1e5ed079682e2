/** Sets clean records aside that a table cannot take, so that it goes on behind them. */
package io.tributary.stack.skip;
