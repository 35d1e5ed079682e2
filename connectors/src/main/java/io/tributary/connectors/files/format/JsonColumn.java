package io.tributary.connectors.files.format;

import java.util.List;

/** The one column of records that are JSON. */
final class JsonColumn {

    static final List<String> ONLY = List.of("json");

    private JsonColumn() {}
}
