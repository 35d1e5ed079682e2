package io.tributary.spark.clean;

import io.tributary.schemas.naming.Dataset;
import java.util.Map;

/** What the brokers have of the clean topics now. */
@FunctionalInterface
public interface TopicExtents {

    /** Of every dataset that has a clean topic. */
    Map<Dataset, TopicExtent> extents();
}
