/** What the commands show: progress, status, errors. */
package io.tributary.cli.screen;
