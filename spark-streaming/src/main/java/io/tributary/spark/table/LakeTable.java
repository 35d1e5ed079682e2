package io.tributary.spark.table;

import io.tributary.schemas.naming.Dataset;
import io.tributary.spark.clean.TopicSlice;
import io.tributary.spark.lake.Layer;
import io.tributary.spark.lake.RemadeTopicException;
import java.util.Optional;

/** One table of one layer, fed from one clean topic. Its methods are called by one thread at a time. */
public interface LakeTable extends AutoCloseable {

    Layer layer();

    Dataset dataset();

    /**
     * Takes in a slice of the topic: what of it is new becomes one commit. Slices come in offset order, a slice may
     * come again.
     *
     * @throws RemadeTopicException if the table had records of another topic of that name; it has to get this one from its
     *     beginning, by {@link #rewrite}
     * @throws Exception if the slice could not be taken in; nothing of it is in the table then
     */
    void write(TopicSlice slice) throws Exception;

    /**
     * Takes in a slice that the table may have had before, or one of a topic that was made again. A table of changes leaves
     * out what it has; one of the current state takes the records again, and has that state once all that follow them were
     * taken in again, too.
     *
     * @throws Exception if the slice could not be taken in; nothing of it is in the table then
     */
    void rewrite(TopicSlice slice) throws Exception;

    /** What is in the table. */
    TableContent content();

    /** Why nothing is written here although nothing is wrong; empty for an ordinary table. */
    Optional<String> exempt();

    /** Forgets what is known of the table, so that the next write looks at it anew. */
    @Override
    void close();
}
