package io.tributary.stack.release;

import java.util.List;

/** Knows which files are read to their end. */
@FunctionalInterface
public interface DoneFiles {

    /** Those of a dataset, as far as is known now. */
    List<DoneFile> of(String source, String dataset);
}
