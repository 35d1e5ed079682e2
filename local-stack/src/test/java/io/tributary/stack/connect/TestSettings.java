package io.tributary.stack.connect;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/** Settings with the templates of this checkout. */
final class TestSettings {

    private static final Path RESOURCES = Path.of("..", "connectors", "src", "main", "resources")
            .toAbsolutePath()
            .normalize();

    private TestSettings() {}

    static CaptureSettings in(Path folder) {
        return new CaptureSettings(
                RESOURCES.resolve("debezium/postgres.properties"),
                RESOURCES.resolve("sources/files.properties"),
                RESOURCES.resolve("sources/tmdb.properties"),
                URI.create("http://registry"),
                2,
                1,
                folder,
                folder.resolve("spool"),
                Map.of());
    }
}
