/** Replays: a step reads its topic again, from a point in the past through to the head. */
package io.tributary.stack.replay;
