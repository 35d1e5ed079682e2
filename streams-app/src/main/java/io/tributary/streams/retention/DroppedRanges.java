package io.tributary.streams.retention;

import java.util.List;

/** What was noticed to be dropped since the app started. Asked from stream threads, so it must be quick. */
public interface DroppedRanges {

    /** Nothing is ever dropped. */
    DroppedRanges NONE = partition -> List.of();

    /** Those in one partition of all raw topics, in the order in which they were noticed. */
    List<DroppedRange> in(int partition);
}
