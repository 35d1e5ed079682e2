/** Replays of the clean step: raw records of the past are put into their topic a second time, and cleaned again. */
package io.tributary.stack.replay.clean;
