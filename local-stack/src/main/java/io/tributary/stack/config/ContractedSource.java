package io.tributary.stack.config;

import java.util.List;

/** A source whose records have no types of their own: a contract of each dataset has to name them. */
public sealed interface ContractedSource extends SourceConfig permits FilesSource, TmdbSource {

    /** Names of the datasets that it makes. */
    List<String> datasetNames();

    /** The option of {@code contracts init} for a sample of a dataset, with what it is to be given. */
    String sampleOption(String dataset);
}
