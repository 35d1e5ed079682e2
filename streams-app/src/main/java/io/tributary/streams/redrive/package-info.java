/** Dead letters that are sent again: what they say of where they lay at first, and whether they come too late. */
package io.tributary.streams.redrive;
