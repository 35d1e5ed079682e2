package io.tributary.stack.layout;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The checkout with its built processes.
 *
 * @param home root folder of the checkout
 */
public record Installation(Path home) {

    /** System property with the checkout's root; the launcher sets it. */
    public static final String HOME_PROPERTY = "tributary.home";

    private static final String RUNTIME = "local-stack/runtime";
    private static final String CLASS_PATH_FILE = "target/runtime.classpath";

    public Installation {
        home = home.toAbsolutePath().normalize();
    }

    /**
     * Finds the checkout: the system property {@value #HOME_PROPERTY}, or else the folder above this class's own code.
     *
     * @throws StackException if there is none
     */
    public static Installation find() {
        String named = System.getProperty(HOME_PROPERTY);
        return named != null ? new Installation(Path.of(named)) : new Installation(aboveOwnCode());
    }

    /** Class path of a module that is a process of ours: its jar, then its dependencies. */
    public List<Path> moduleClassPath(String module) {
        List<Path> entries = new ArrayList<>();
        entries.add(moduleJar(module));
        entries.addAll(dependencies(module));
        return List.copyOf(entries);
    }

    /** Class path of a third-party process from {@code local-stack/runtime}; begins with the module's own jar, if any. */
    public List<Path> runtimeClassPath(ProcessName process) {
        String module = RUNTIME + "/" + process.label();
        List<Path> entries = new ArrayList<>();
        findJar(module).ifPresent(entries::add);
        entries.addAll(dependencies(module));
        return List.copyOf(entries);
    }

    /** Folders with Kafka Connect plugins. */
    public List<Path> pluginPath() {
        return List.of(built("connectors/target/plugin"));
    }

    /** Configuration of the Debezium connector of a Postgres source, with placeholders. */
    public Path connectorTemplate() {
        return built("connectors/target/classes/debezium/postgres.properties");
    }

    /** Configuration of the connectors of files sources, with placeholders. */
    public Path filesTemplate() {
        return built("connectors/target/classes/sources/files.properties");
    }

    /** Configuration of the connector of a TMDB source, with placeholders. */
    public Path tmdbTemplate() {
        return built("connectors/target/classes/sources/tmdb.properties");
    }

    /** Folder into which the schema registry is unpacked. */
    public Path registryApp() {
        return built(RUNTIME + "/" + ProcessName.REGISTRY.label() + "/target/app");
    }

    private Path moduleJar(String module) {
        return findJar(module)
                .orElseThrow(
                        () -> notBuilt(home.resolve(module).resolve("target").resolve("*.jar")));
    }

    private Optional<Path> findJar(String module) {
        Path target = home.resolve(module).resolve("target");
        if (!Files.isDirectory(target)) {
            return Optional.empty();
        }
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(target, "tributary-*.jar")) {
            for (Path jar : jars) {
                String name = jar.getFileName().toString();
                if (!name.endsWith("-sources.jar") && !name.endsWith("-tests.jar")) {
                    return Optional.of(jar);
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new StackException("The folder " + target + " cannot be read: " + e.getMessage(), e);
        }
    }

    private List<Path> dependencies(String module) {
        Path file = built(module + "/" + CLASS_PATH_FILE);
        try {
            String line = Files.readString(file).strip();
            List<Path> entries = line.isEmpty()
                    ? List.of()
                    : Arrays.stream(line.split(File.pathSeparator))
                            .map(Path::of)
                            .toList();
            for (Path entry : entries) {
                if (!Files.exists(entry)) {
                    throw notBuilt(entry);
                }
            }
            return entries;
        } catch (IOException e) {
            throw new StackException("The file " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private Path built(String relative) {
        Path path = home.resolve(relative);
        if (!Files.exists(path)) {
            throw notBuilt(path);
        }
        return path;
    }

    private StackException notBuilt(Path missing) {
        return new StackException("Tributary is not built completely: " + missing
                + " is missing. Build it with  mvn -B -q package -Dquick  in " + home);
    }

    private static Path aboveOwnCode() {
        try {
            Path code = Path.of(Installation.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            for (Path folder = code; folder != null; folder = folder.getParent()) {
                if (Files.isDirectory(folder.resolve(RUNTIME))) {
                    return folder;
                }
            }
            throw new StackException("No Tributary checkout around " + code + "; start through ./tributary, or set -D"
                    + HOME_PROPERTY + "=<root of the checkout>");
        } catch (URISyntaxException e) {
            throw new IllegalStateException("The place of this class is no path", e);
        }
    }
}
