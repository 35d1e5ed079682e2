package io.tributary.stack.release;

import io.tributary.schemas.naming.Dataset;
import java.util.Map;

/** How far records have come on their way into the lake; all by partition. */
interface LakePositions {

    /** Where a raw topic ends now, with what is not committed yet. */
    Map<Integer, Long> rawEnds(String rawTopic);

    /** Up to where the Streams app has taken a raw topic in: what came of it is committed. */
    Map<Integer, Long> cleaned(String rawTopic);

    /** Where a dataset's clean topic ends now, with what is not committed yet; empty if there is no such topic. */
    Map<Integer, Long> cleanEnds(Dataset dataset);

    /** Up to where a dataset's clean topic is in both bronze and silver. */
    Map<Integer, Long> inLake(Dataset dataset);
}
