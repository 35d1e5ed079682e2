/** The {@code tributary} command: one class per command. */
package io.tributary.cli;
