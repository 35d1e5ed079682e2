/** What a change carries beside the row itself: operation, order and origin. */
package io.tributary.schemas.change;
