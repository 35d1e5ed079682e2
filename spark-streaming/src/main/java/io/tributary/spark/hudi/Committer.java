package io.tributary.spark.hudi;

import java.util.List;
import java.util.Map;
import org.apache.hudi.client.BaseHoodieWriteClient;
import org.apache.hudi.client.WriteStatus;
import org.apache.hudi.common.model.HoodieWriteStat;
import org.apache.hudi.common.util.Option;

/**
 * Makes commits with one of Hudi's write clients.
 *
 * @param <R> how the rows come
 */
abstract class Committer<R extends TableRows> implements AutoCloseable {

    private final BaseHoodieWriteClient<?, ?, ?, ?> client;

    Committer(BaseHoodieWriteClient<?, ?, ?, ?> client) {
        this.client = client;
    }

    /** Begins a commit, and rolls back one that was left behind. */
    final String begin() {
        return client.startCommit();
    }

    /** Writes the files of a commit. */
    abstract List<WriteStatus> write(WriteMode mode, R rows, String instant);

    /** Makes what was written visible; false if Hudi refuses. */
    final boolean commit(String instant, List<HoodieWriteStat> stats, Map<String, String> metadata) {
        return client.commitStats(instant, stats, Option.of(metadata), "commit");
    }

    /** Deletes the files that no retained commit needs, and archives the oldest commits. */
    final void tidy() {
        client.clean();
        client.archive();
    }

    @Override
    public final void close() {
        client.close();
    }
}
