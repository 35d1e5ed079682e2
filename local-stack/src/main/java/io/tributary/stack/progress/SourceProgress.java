package io.tributary.stack.progress;

import io.tributary.stack.status.FilesStatus;
import io.tributary.stack.status.PollStatus;
import java.util.List;

/**
 * How far sources are.
 *
 * @param files one entry a dataset of files that is known
 * @param polls one entry an API that is known
 */
public record SourceProgress(List<FilesStatus> files, List<PollStatus> polls) {

    public SourceProgress {
        files = List.copyOf(files);
        polls = List.copyOf(polls);
    }
}
