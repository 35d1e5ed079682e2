package io.tributary.stack.config;

/** A source of data, an entry of {@code sources}. Its type decides what it holds. */
public sealed interface SourceConfig permits PostgresSource {

    /** The name in the file; matches {@link io.tributary.schemas.naming.Dataset#SOURCE_NAME}. */
    String name();
}
