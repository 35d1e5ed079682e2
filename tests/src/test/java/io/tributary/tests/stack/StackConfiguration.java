package io.tributary.tests.stack;

import io.tributary.tests.FreePorts;
import io.tributary.tests.postgres.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A {@code tributary.yaml} on free ports. */
public final class StackConfiguration {

    /** The variable that holds the password of every source. */
    public static final String PASSWORD_VARIABLE = "TEST_DATABASE_PASSWORD";

    private static final List<String> ROLES = List.of(
            "broker",
            "controller",
            "registry",
            "connect",
            "objectstore",
            "streams",
            "spark",
            "query",
            "supervisor",
            "postgres");

    private static final List<String> JVMS =
            List.of("broker", "registry", "connect", "streams", "spark", "objectstore", "query");

    private final Path file;
    private final Map<String, Integer> ports = new TreeMap<>();
    private final Map<String, String> sources = new LinkedHashMap<>();
    private final Map<String, String> archive = new TreeMap<>();
    private final Map<String, Map<String, String>> settings = new TreeMap<>();
    private Path contracts;

    public StackConfiguration(Path file) {
        this.file = file;
        // So that a replayed table reads its topic in several steps, amid which it can be stopped.
        setting("spark", "parked.max.offsets", "700");
        ROLES.forEach(role -> ports.put(role, FreePorts.next()));
    }

    public Path file() {
        return file;
    }

    public int port(String role) {
        return ports.get(role);
    }

    /** Works by the contracts of a folder. */
    public void contracts(Path folder) {
        contracts = folder;
    }

    /** Forgets all sources; nothing is written before one is added. */
    public void noSources() {
        sources.clear();
    }

    /** Adds or replaces a source: all tables of a database. */
    public void source(String name, PostgresServer server, String database) {
        source(
                name,
                """
                type: postgres
                host: 127.0.0.1
                port: %d
                database: %s
                user: %s
                password: "${env:%s}"
                tables: ["*.*"]
                """
                        .formatted(server.port(), database, PostgresServer.USER, PASSWORD_VARIABLE));
    }

    /** Adds or replaces a source as it is written. */
    public void source(String name, String yaml) {
        sources.put(name, yaml);
        write();
    }

    /** Sets a key of the section {@code archive}. */
    public void archive(String key, String value) {
        archive.put(key, value);
    }

    /** Lets the object store listen elsewhere than where the stack looks for it. */
    public void objectStoreListensOn(int port) {
        setting("objectstore", "s3proxy.endpoint", "http://127.0.0.1:" + port);
    }

    /** Hands a property to a process as it is, from its next start on. */
    public void setting(String process, String key, String value) {
        settings.computeIfAbsent(process, name -> new TreeMap<>()).put(key, value);
    }

    /** Leaves one source only. */
    public void onlySource(String name, PostgresServer server, String database) {
        sources.clear();
        source(name, server, database);
    }

    private String settings() {
        // By itself silver takes all of a processor for its haste, and another stack waits for one.
        StringBuilder yaml =
                new StringBuilder("stack:\n  partitions: 2\n  triggers: {silver: 10s, bronze: 15s}\n  ports:\n");
        ports.forEach((role, port) ->
                yaml.append("    ").append(role).append(": ").append(port).append('\n'));
        // None runs for as long as optimised code, or an archive of its classes, takes to pay for itself.
        // Spark's code outgrows the 48 MiB that the quick compiler alone gets, and is compiled again and again then.
        yaml.append("  jvm:\n");
        for (String process : JVMS) {
            yaml.append("    ")
                    .append(process)
                    .append(": [\"-XX:TieredStopAtLevel=1\", \"-XX:ReservedCodeCacheSize=192m\", \"-Xshare:auto\"]\n");
        }
        if (!settings.isEmpty()) {
            yaml.append("  settings:\n");
        }
        settings.forEach((process, properties) -> {
            yaml.append("    ").append(process).append(":\n");
            properties.forEach((key, value) -> yaml.append("      ")
                    .append(key)
                    .append(": \"")
                    .append(value)
                    .append("\"\n"));
        });
        if (!archive.isEmpty()) {
            yaml.append("archive:\n");
            archive.forEach((key, value) ->
                    yaml.append("  ").append(key).append(": ").append(value).append('\n'));
        }
        return yaml.toString();
    }

    private void write() {
        StringBuilder yaml = new StringBuilder(settings());
        if (contracts != null) {
            yaml.append("contracts: ").append(contracts).append('\n');
        }
        yaml.append("sources:\n");
        sources.forEach(
                (name, block) -> yaml.append("  ").append(name).append(":\n").append(block.indent(4)));
        try {
            Files.writeString(file, yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
