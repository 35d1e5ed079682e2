package io.tributary.stack.config;

import java.util.List;

/** A source of data, an entry of {@code sources}. Its type decides what it holds. */
public sealed interface SourceConfig permits PostgresSource, ContractedSource {

    /** The name in the file; matches {@link io.tributary.schemas.naming.Dataset#SOURCE_NAME}. */
    String name();

    /** The word that stands at {@code type} in the file. */
    String type();

    /** What of it must not be seen in any message, without empty texts. */
    List<Secret> secrets();
}
